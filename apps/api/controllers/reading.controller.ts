import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  AccessSearchBody,
  AccessTimelineBody,
  AskTimeline,
  defaultLimit,
  FindPerson,
  FindPersonBody,
  GetForm,
  GetHistory,
  GetInbox,
  GetProcedures,
  GetRequest,
  PreviewRequest,
  readInboxCursor,
  SearchAccess,
  SearchBody,
  SearchRequests,
} from '@sigill/application';
import type { Asking } from '@sigill/application';
import type { FastifyReply } from 'fastify';
import { BodyPipe } from '../http/body.pipe';
import { requestId, TheAsking } from '../http/calls';
import { For } from '../http/roles.guard';
import { cursorParameter, dateParameter, limitParameter, momentOf, oneOf, personsParameter } from './parameters';
import type { QueryParameters } from './parameters';

/** Questions; nothing here changes anything. */
@Controller('v1')
export class ReadingController {
  constructor(private readonly queries: QueryBus) {}

  @Get('requests/:id')
  @For('view')
  async request(
    @Param('id') id: string,
    @TheAsking() asking: Asking,
    @Query() query: QueryParameters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const moment = momentOf(query);
    const { view, revision } = await this.queries.execute(new GetRequest(asking, requestId(id), moment));
    await reply.header('ETag', `"${String(revision)}"`).send(view);
  }

  @Get('requests/:id/history')
  @For('history')
  async history(@Param('id') id: string, @TheAsking() asking: Asking) {
    return { items: await this.queries.execute(new GetHistory(asking, requestId(id))) };
  }

  @Get('requests/:id/preview')
  @For('preview')
  preview(@Param('id') id: string, @TheAsking() asking: Asking, @Query() query: QueryParameters) {
    const supposed = {
      outcome: oneOf(query, 'outcome', ['granted', 'refused'], 'granted'),
      end: personsParameter(query, 'end'),
      on: dateParameter(query, 'on'),
    };
    return this.queries.execute(new PreviewRequest(asking, requestId(id), supposed));
  }

  @Get('requests/:id/form')
  @For('form')
  async form(@Param('id') id: string, @TheAsking() asking: Asking, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, caseNumber, draft } = await this.queries.execute(new GetForm(asking, requestId(id)));
    const name = `${caseNumber}${draft ? '-utkast' : ''}.pdf`;
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `inline; filename="${name}"`)
      .send(bytes);
  }

  @Post('requests/search')
  @HttpCode(200)
  @For('search')
  search(@TheAsking() asking: Asking, @Body(BodyPipe.of(SearchBody)) body: SearchBody) {
    return this.queries.execute(new SearchRequests(asking, body));
  }

  @Get('inbox')
  @For('inbox')
  inbox(@TheAsking() asking: Asking, @Query() query: QueryParameters) {
    const limit = limitParameter(query, defaultLimit);
    return this.queries.execute(new GetInbox(asking, limit, cursorParameter(query, readInboxCursor)));
  }

  @Post('access/search')
  @HttpCode(200)
  @For('access')
  access(@TheAsking() asking: Asking, @Body(BodyPipe.of(AccessSearchBody)) body: AccessSearchBody) {
    return this.queries.execute(new SearchAccess(asking, body));
  }

  @Post('access/timeline')
  @HttpCode(200)
  @For('access')
  timeline(@TheAsking() asking: Asking, @Body(BodyPipe.of(AccessTimelineBody)) body: AccessTimelineBody) {
    return this.queries.execute(new AskTimeline(asking, body));
  }

  @Post('persons')
  @HttpCode(200)
  @For('persons')
  person(@TheAsking() asking: Asking, @Body(BodyPipe.of(FindPersonBody)) body: FindPersonBody) {
    return this.queries.execute(new FindPerson(asking, body));
  }

  @Get('procedures')
  @For('procedures')
  async procedures() {
    return { items: await this.queries.execute(new GetProcedures(null)) };
  }

  @Get('procedures/:procedure')
  @For('procedures')
  async procedure(@Param('procedure') name: string) {
    return (await this.queries.execute(new GetProcedures(name)))[0];
  }
}
