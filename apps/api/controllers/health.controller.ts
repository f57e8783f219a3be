import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from '../readiness';
import { Open } from '../http/roles.guard';

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process runs. */
  @Get('live')
  @Open()
  live() {
    return { status: 'live' };
  }

  /** It can be asked: the log is read, the worker works, and nobody has told it to stop. */
  @Get('ready')
  @Open()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { ready } = this.readiness;
    await reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' });
  }
}
