import { Log } from '@sigill/adapters';
import { CallRefused, RefusedCommands } from '@sigill/application';
import { isCommand } from '@sigill/domain';
import type { FastifyRequest } from 'fastify';
import { setTimeout } from 'node:timers/promises';
import type { Problem } from './problems';

/** Commands and openings answered with 403 or 409 are kept, whoever refused them: the guard of the roles, or the rules. The
 *  refusal is certain and has changed nothing, so its record never takes its place: an answer leaves when the record is durable,
 *  or after a second without it, and one that cannot be written is a fault in the program's log and no 503. */
export class KeepingRefusals {
  constructor(
    private readonly refusedCommands: Pick<RefusedCommands, 'keep'>,
    private readonly log: Pick<Log, 'fault'>,
  ) {}

  async keep(request: FastifyRequest, problem: Pick<Problem, 'status' | 'code' | 'traceId'>): Promise<void> {
    const refused = refusedIn(request, problem);
    if (refused === null) return;
    const over = new AbortController();
    const kept = this.refusedCommands
      .keep(refused)
      .catch((error: unknown) => this.log.fault(error, problem.traceId))
      .finally(() => over.abort());
    await Promise.race([kept, setTimeout(patienceMs, undefined, { signal: over.signal }).catch(() => undefined)]);
  }
}

const patienceMs = 1_000;

/** Null: it is none that is kept. */
function refusedIn(
  { act, caller, params, body, id }: FastifyRequest,
  { status, code }: Pick<Problem, 'status' | 'code'>,
): CallRefused | null {
  if (act === null || caller === null || !isCommand(act) || (status !== 403 && status !== 409)) return null;
  const request = (params as Readonly<Record<string, string | undefined>> | undefined)?.['id'] ?? null;
  return { caller, act, code, request, body, traceId: id };
}
