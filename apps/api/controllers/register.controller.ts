import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RegisterChangesBody, TakeRegisterChanges } from '@sigill/application';
import type { FastifyReply } from 'fastify';
import { BodyPipe } from '../http/body.pipe';
import { For } from '../http/roles.guard';

/** What the population register lets the program know. */
@Controller('v1/register-changes')
export class RegisterController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @For('register-changes')
  async changes(
    @Body(BodyPipe.of(RegisterChangesBody)) body: RegisterChangesBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { changes, position } = await this.commands.execute(new TakeRegisterChanges(body));
    await reply.header('Sigill-Position', String(position)).send(changes);
  }
}
