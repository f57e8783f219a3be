import { setTimeout } from 'node:timers/promises';
import { OutcomeUnknown, StoreUnavailable } from '../event-store';

/** What a failed call says of what was asked for. */
export type Failure =
  /** Another event may stand there: look. */
  | { readonly is: 'wrong-revision'; readonly actual: number | 'no-stream' }
  /** There is no such stream. */
  | { readonly is: 'no-stream' }
  /** The server will not, whatever is repeated. */
  | { readonly is: 'refused' }
  /** It may have been done, or be done later. `stray`: the client itself may not be in order any more */
  | { readonly is: 'unknown'; readonly stray: boolean };

/** No answer within the time of one try. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

const refusals = ['access-denied', 'maximum-append-size-exceeded', 'invalid-argument', 'stream-deleted'];
const passing = ['unavailable', 'not-leader', 'cancelled', 'timeout', 'deadline-exceeded'];

/** An error is no decision, but where it says so. */
export function failureIn(error: unknown): Failure {
  const { type, actualVersion } = error as { readonly type?: unknown; readonly actualVersion?: unknown };
  if (type === 'wrong-expected-version')
    return { is: 'wrong-revision', actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : 'no-stream' };
  if (type === 'stream-not-found') return { is: 'no-stream' };
  if (refusals.includes(String(type))) return { is: 'refused' };
  return { is: 'unknown', stray: !passing.includes(String(type)) };
}

/** @throws NoAnswer: nothing is known of what the work has done, or will do */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(ms, undefined, { signal: over.signal }).then(
    () => Promise.reject(new NoAnswer(`no answer within ${String(ms)} ms`)),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, timer]);
  } finally {
    over.abort();
  }
}

/** What an append that failed is to its caller, unless it is a wrong revision. */
export function appendFault({ is }: Failure, cause: unknown): OutcomeUnknown | StoreUnavailable {
  return is === 'refused'
    ? new StoreUnavailable('EventStoreDB refuses to write', { cause })
    : new OutcomeUnknown('EventStoreDB has not said what became of an append', { cause });
}
