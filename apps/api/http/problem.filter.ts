import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Log } from '@sigill/adapters';
import { UnreadableFile } from '@sigill/event-log';
import { KeepingRefusals } from './keeping-refusals';
import { problemOf, sendProblem } from './problems';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: KeepingRefusals,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error, request);
    if (problem.status >= 500) this.log.fault(error, problem.traceId);
    if (error instanceof UnreadableFile)
      this.log.warn({ traceId: problem.traceId, file: error.file }, 'unreadable file');
    await this.refusals.keep(request, problem);
    if (problem.status === 404) await nextDeparture(reply);
    if (!reply.sent) await sendProblem(reply, problem, error);
  }
}

/** Longer than the work behind a 404 takes. */
const departsEveryMs = 10;

/** What is absent and what is not for the caller's eyes leave at the same time: at the next whole ten milliseconds after the
 *  request came, whatever was looked up before. */
async function nextDeparture(reply: FastifyReply): Promise<void> {
  const came = performance.now() - reply.elapsedTime;
  const leaves = came + Math.ceil(reply.elapsedTime / departsEveryMs) * departsEveryMs;
  await setTimeout(Math.max(Math.floor(leaves - performance.now()) - 1, 0));
  while (performance.now() < leaves) await setImmediate();
}
