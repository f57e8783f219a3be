import { SystemRandom, uuidFrom } from '@sigill/log-format';
import { StoreUnavailable } from '../event-store';
import { Connection } from './connection';
import { eventData } from './recorded';
import { within } from './outcomes';

/** The database, or the client, does not keep what everything here rests upon: one readable line. */
export class UnfitStore extends Error {
  override name = 'UnfitStore';

  constructor(what: string) {
    super(`EVENTSTORE_URL: ${what}`);
  }
}

/** Beyond it the server judges that an append is too late before it has come. */
const skewMs = { told: 1_000, refused: 5_000 };

export interface SelfTest {
  /** Of all streams here. */
  readonly prefix: string;
  readonly tryMs: number;
  /** This machine's clock: milliseconds since 1970. */
  readonly now: () => number;
}

/** Asks of a server, in a stream of its own, what is never asked again: whether a wrong revision is refused, whether an append that
 *  is repeated is one, and whether the clocks agree. Answers by how many milliseconds the server's clock is ahead, where that should
 *  be told; null: it is not worth telling. @throws UnfitStore, StoreUnavailable */
export async function selfTest(connection: Connection, { prefix, tryMs, now }: SelfTest): Promise<number | null> {
  const stream = `${prefix}selftest-${newId()}`;
  const asked = <T>(work: Promise<T>): Promise<T> => within(tryMs, work);
  const { client, credentials } = connection;
  const append = (id: string, expectedRevision: bigint | 'no_stream') =>
    client.appendToStream(stream, [eventOf(id)], { expectedRevision, credentials });
  try {
    if (await isTaken(asked(append(newId(), 7n)))) throw new UnfitStore('it takes appends at a wrong revision');
    const id = newId();
    const before = now();
    for (let twice = 0; twice < 2; twice += 1) await asked(append(id, 'no_stream'));
    const after = now();
    const found = await asked(all(client.readStream(stream, { maxCount: 10, requiresLeader: true })));
    if (found.length !== 1) throw new UnfitStore(`an append that was repeated is ${String(found.length)} events`);
    await client.deleteStream(stream, { credentials }).catch(() => undefined);
    return judged(skewOf(found[0]?.event?.created, { before, after }));
  } catch (cause) {
    throw cause instanceof UnfitStore ? cause : new StoreUnavailable('EventStoreDB does not answer', { cause });
  }
}

/** Positive: the server's clock is ahead. Between the two instants of this machine there is none. */
export function skewOf(created: Date | undefined, { before, after }: { before: number; after: number }): number {
  if (created === undefined) throw new UnfitStore('its events do not say when they were written');
  const at = created.getTime();
  return at < before ? at - before : Math.max(0, at - after);
}

function judged(ms: number): number | null {
  if (Math.abs(ms) > skewMs.refused)
    throw new UnfitStore(
      `the server’s clock and this machine’s are ${(Math.abs(ms) / 1_000).toFixed(1)} s apart (at most 5): set them right`,
    );
  return Math.abs(ms) > skewMs.told ? ms : null;
}

const newId = (): string => uuidFrom(new SystemRandom().bytes(16), 4);

const eventOf = (id: string) =>
  eventData({ id, type: 'SelfTest', data: Buffer.from('{}'), metadata: Buffer.from('{}') });

async function isTaken(appending: Promise<unknown>): Promise<boolean> {
  try {
    await appending;
    return true;
  } catch (error) {
    if ((error as { readonly type?: unknown }).type === 'wrong-expected-version') return false;
    throw error;
  }
}

async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of stream) found.push(one);
  return found;
}
