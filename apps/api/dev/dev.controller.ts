import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { FileMailer, MovableClock } from '@sigill/adapters';
import { IsInstant, NotFound } from '@sigill/application';
import type { Instant } from '@sigill/domain';
import type { FastifyReply } from 'fastify';
import { BodyPipe } from '../http/body.pipe';
import { Open } from '../http/roles.guard';

/** What development can reach behind the program's back. */
export abstract class DevTools {
  abstract readonly clock: MovableClock;
  /** Null where a mail server is set. */
  abstract readonly mails: FileMailer | null;
  /** Everything that is due by the clock is in the log and the read models. */
  abstract settle(): Promise<void>;
}

class ClockBody {
  @IsInstant()
  readonly now: Instant;
}

/** Development only: these routes take no token and are not there in production. */
@Controller('dev')
export class DevController {
  constructor(private readonly tools: DevTools) {}

  @Get('clock')
  @Open()
  clock() {
    return { now: this.tools.clock.now() };
  }

  @Post('clock')
  @HttpCode(200)
  @Open()
  async moveClock(@Body(BodyPipe.of(ClockBody)) { now }: ClockBody) {
    this.tools.clock.moveTo(now);
    await this.tools.settle();
    return { now: this.tools.clock.now() };
  }

  @Get('mail')
  @Open()
  async mails() {
    return { items: (await this.tools.mails?.list()) ?? [] };
  }

  @Get('mail/:id')
  @Open()
  async mail(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const message = (await this.tools.mails?.get(id)) ?? null;
    if (message === null) throw new NotFound();
    await reply.header('Content-Type', 'message/rfc822').send(message);
  }
}
