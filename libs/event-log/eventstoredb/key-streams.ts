import { uuidV5 } from '@sigill/log-format';
import { EventStore, RecordedEvent, WrappedKey, WrongRevision } from '../event-store';
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
  /** By the key's id: two appends that need the same new key wait for one. */
  private readonly under = new Map<string, Promise<boolean>>();

  constructor(private readonly streams: Pick<EventStore, 'append' | 'readStream'>) {}

  /** Null: all of them are durable now. Else the owner that has, or had, another key already.
   *  @throws OutcomeUnknown, StoreUnavailable: put them again, whatever of them has been written */
  async put(keys: readonly WrappedKey[]): Promise<string | null> {
    const put = await Promise.all(keys.map((key) => this.putOnce(key)));
    return keys.find((_, at) => put[at] === false)?.owner ?? null;
  }

  /** A key that was destroyed elsewhere: its owner gets no other here. False: the owner has one.
   *  @throws OutcomeUnknown, StoreUnavailable */
  putDestroyed(kid: string, owner: string): Promise<boolean> {
    return this.written(owner, 'no-stream', destroyed, { kid, owner });
  }

  /** Newest last. @throws StoreUnavailable */
  async of(owner: string): Promise<readonly KeyNews[]> {
    const events = await this.streams.readStream(streamOfKey(owner));
    return events.flatMap((event) => keyNewsIn(event) ?? []);
  }

  /** From now on nothing opens what the owner's key has sealed, and the owner gets no other. The event that made it is taken out of
   *  the database by its scavenge. Without a key there is nothing to do. @throws OutcomeUnknown, StoreUnavailable */
  async destroy(owner: string): Promise<void> {
    const last = (await this.of(owner)).at(-1);
    if (last?.is === 'made') await this.written(owner, 0, destroyed, { kid: last.key.kid, owner } satisfies KeyGone);
  }

  private putOnce({ kid, owner, wrapped }: WrappedKey): Promise<boolean> {
    const known = this.under.get(kid);
    if (known !== undefined) return known;
    const said: KeyMade = { kid, owner, wrapped: Buffer.from(wrapped).toString('base64') };
    const putting = this.written(owner, 'no-stream', made, said).finally(() => this.under.delete(kid));
    this.under.set(kid, putting);
    return putting;
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
    } catch (error) {
      if (error instanceof WrongRevision) return false;
      throw error;
    }
  }
}
