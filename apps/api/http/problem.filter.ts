import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { inFolder, Log } from '@sigill/adapters';
import { UnreadableFile } from '@sigill/event-log';
import { KeepingRefusals } from './keeping-refusals';
import { problemOf, sendProblem } from './problems';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param onUnreadable a file that the program works on cannot be read */
  constructor(
    private readonly log: Log,
    private readonly refusals: KeepingRefusals,
    private readonly onUnreadable: () => void,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error, request);
    if (problem.status >= 500) this.log.fault(error, problem.traceId);
    if (error instanceof UnreadableFile) this.unreadable(error, problem.traceId);
    await this.refusals.keep(request, problem);
    if (problem.status === 404) await nextDeparture(reply);
    if (!reply.sent) await sendProblem(reply, problem, error);
  }

  /** Whoever supervises is told what to do: coming again, as callers are told, does not help before. */
  private unreadable(error: UnreadableFile, traceId: string): void {
    const fault = inFolder('', error);
    this.log.warn({ traceId, file: error.file }, fault instanceof Error ? fault.message : error.message);
    this.onUnreadable();
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
