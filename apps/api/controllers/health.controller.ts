import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Health } from '../health';
import { Open } from '../http/roles.guard';

@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs. */
  @Get('live')
  @Open()
  live() {
    return { status: 'live' };
  }

  /** It can be asked: the store answers, the log is read, the worker works, and nobody has told it to stop. */
  @Get('ready')
  @Open()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const now = await this.health.now();
    await reply.code(now.status === 'ready' ? 200 : 503).send(now);
  }
}
