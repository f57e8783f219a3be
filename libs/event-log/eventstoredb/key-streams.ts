import { uuidV5 } from '@sigill/log-format';
import { EventStore, OutcomeUnknown, RecordedEvent, StoreUnavailable, WrappedKey, WrongRevision } from '../event-store';
import { keyStreams } from './side-streams';

export const streamOfKey = (owner: string): string => keyStreams + owner;

/** STORAGE FORMAT: the events of an owner's stream, and what they say. Bytes are base64. */
const made = 'DataKeyMade';
const destroyed = 'DataKeyDestroyed';

interface KeyMade {
  readonly kid: string;
  readonly owner: string;
  readonly wrapped: string;
}

interface KeyGone {
  readonly kid: string;
  readonly owner: string;
}

/** What an event of a key's stream says; null: it is none. */
export type KeyNews = { readonly is: 'made'; readonly key: WrappedKey } | ({ readonly is: 'destroyed' } & KeyGone);

export function keyNewsIn({ type, data }: RecordedEvent): KeyNews | null {
  switch (type) {
    case made: {
      const { kid, owner, wrapped } = JSON.parse(data.toString()) as KeyMade;
      return { is: 'made', key: { kid, owner, wrapped: Buffer.from(wrapped, 'base64') } };
    }
    case destroyed:
      return { is: 'destroyed', ...(JSON.parse(data.toString()) as KeyGone) };
    default:
      return null;
  }
}

/** Data keys in the database itself, each in a stream of its owner: whoever comes first has made it. */
export class KeyStreams {
  constructor(private readonly streams: Pick<EventStore, 'append' | 'readStream'>) {}

  /** Null: all of them are durable now. Else the owner that has, or had, another key already.
   *  @throws StoreUnavailable: try again, whatever of them has been written */
  async put(keys: readonly WrappedKey[]): Promise<string | null> {
    for (const { kid, owner, wrapped } of keys) {
      const said: KeyMade = { kid, owner, wrapped: Buffer.from(wrapped).toString('base64') };
      if (!(await this.written(owner, 'no-stream', made, said))) return owner;
    }
    return null;
  }

  /** A key that was destroyed elsewhere: its owner gets no other here. False: the owner has one. @throws StoreUnavailable */
  putDestroyed(kid: string, owner: string): Promise<boolean> {
    return this.written(owner, 'no-stream', destroyed, { kid, owner });
  }

  /** Newest last. @throws StoreUnavailable */
  async of(owner: string): Promise<readonly KeyNews[]> {
    const events = await this.streams.readStream(streamOfKey(owner));
    return events.flatMap((event) => keyNewsIn(event) ?? []);
  }

  /** From now on nothing opens what the owner's key has sealed, and the owner gets no other. The event that made it is taken out of
   *  the database by its scavenge. Without a key there is nothing to do. @throws StoreUnavailable */
  async destroy(owner: string): Promise<void> {
    const last = (await this.of(owner)).at(-1);
    if (last?.is === 'made') await this.written(owner, 0, destroyed, { kid: last.key.kid, owner } satisfies KeyGone);
  }

  private async written(owner: string, expected: 0 | 'no-stream', type: string, said: KeyGone): Promise<boolean> {
    const event = {
      id: uuidV5(said.kid, type),
      type,
      data: Buffer.from(JSON.stringify(said)),
      metadata: Buffer.from('{}'),
    };
    try {
      await this.streams.append(streamOfKey(owner), expected, [event]);
      return true;
    } catch (cause) {
      if (cause instanceof WrongRevision) return false;
      if (cause instanceof OutcomeUnknown) throw new StoreUnavailable('a data key could not be kept', { cause });
      throw cause;
    }
  }
}
