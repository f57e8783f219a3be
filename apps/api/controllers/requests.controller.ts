import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  Assess,
  AssessmentBody,
  ConsultationBody,
  correctionBodies,
  correctionBodyOf,
  DecisionBody,
  DocumentationBody,
  ExecutionBody,
  Open,
  OpenForSiblings,
  OpenRequestBody,
  OpenUrgentRequestBody,
  ReturnBody,
  ReviewBody,
  SiblingsBody,
  Step,
  SubmissionBody,
  WithdrawalBody,
} from '@sigill/application';
import type { Correction, RequestCommand } from '@sigill/domain';
import type { FastifyReply } from 'fastify';
import { BodyPipe } from '../http/body.pipe';
import { callOn, TheCall } from '../http/calls';
import type { Incoming, IncomingOn } from '../http/calls';
import { For } from '../http/roles.guard';
import { Answers } from './answers';

/** Commands: nouns under the request, each answered with the request as it is right after. */
@Controller('v1')
export class RequestsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: Answers,
  ) {}

  @Post('requests')
  @For('opening')
  open(
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(OpenRequestBody)) body: OpenRequestBody,
    @Res() reply: FastifyReply,
  ) {
    return this.answers.opened(reply, call, () => this.commands.execute(new Open(call, body, 'ordinary')));
  }

  @Post('urgent-requests')
  @For('urgent-opening')
  openUrgent(
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(OpenUrgentRequestBody)) body: OpenUrgentRequestBody,
    @Res() reply: FastifyReply,
  ) {
    return this.answers.opened(reply, call, () => this.commands.execute(new Open(call, body, 'urgent')));
  }

  @Post('requests/:id/assessment')
  @HttpCode(200)
  @For('assessment')
  assess(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(AssessmentBody)) body: AssessmentBody,
    @Res() reply: FastifyReply,
  ) {
    const on = callOn(id, call);
    return this.answers.changed(reply, on, () => this.commands.execute(new Assess(on, body)));
  }

  @Post('requests/:id/consultation')
  @HttpCode(200)
  @For('consultation')
  consult(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(ConsultationBody)) body: ConsultationBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'consultation', data: body });
  }

  @Post('requests/:id/decision')
  @HttpCode(200)
  @For('decision')
  decide(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(DecisionBody)) body: DecisionBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'decision', data: body });
  }

  @Post('requests/:id/submission')
  @HttpCode(200)
  @For('submission')
  submit(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(SubmissionBody)) body: SubmissionBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'submission', data: body });
  }

  @Post('requests/:id/execution')
  @HttpCode(200)
  @For('execution')
  execute(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(ExecutionBody)) body: ExecutionBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'execution', data: body });
  }

  @Post('requests/:id/return')
  @HttpCode(200)
  @For('return')
  sendBack(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(ReturnBody)) body: ReturnBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'return', data: body });
  }

  @Post('requests/:id/documentation')
  @HttpCode(200)
  @For('documentation')
  document(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(DocumentationBody)) body: DocumentationBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'documentation', data: body });
  }

  @Post('requests/:id/withdrawal')
  @HttpCode(200)
  @For('withdrawal')
  withdraw(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(WithdrawalBody)) body: WithdrawalBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'withdrawal', data: body });
  }

  @Post('requests/:id/correction')
  @HttpCode(200)
  @For('correction')
  correct(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.by(correctionBodyOf, correctionBodies)) body: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'correction', data: body as Correction });
  }

  @Post('requests/:id/siblings')
  @HttpCode(200)
  @For('siblings')
  siblings(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(SiblingsBody)) body: SiblingsBody,
    @Res() reply: FastifyReply,
  ) {
    const on = callOn(id, call);
    return this.answers.changedBeside(reply, on, () => this.commands.execute(new OpenForSiblings(on, body)));
  }

  @Post('requests/:id/review')
  @HttpCode(200)
  @For('review')
  review(
    @Param('id') id: string,
    @TheCall() call: Incoming,
    @Body(BodyPipe.of(ReviewBody)) body: ReviewBody,
    @Res() reply: FastifyReply,
  ) {
    return this.on(reply, callOn(id, call), { action: 'review', data: body });
  }

  private on(reply: FastifyReply, call: IncomingOn, command: RequestCommand) {
    return this.answers.changed(reply, call, () => this.commands.execute(new Step(call, command)));
  }
}
