import { uuidV5 } from '@sigill/log-format';
import { OutcomeUnknown, StoreUnavailable, WrappedKey, WrongRevision } from '../event-store';
import { Appending } from './appending';

/** The key of an owner was made. STORAGE FORMAT: what the event says. */
interface KeyMade {
  readonly kid: string;
  readonly owner: string;
  /** Base64. */
  readonly wrapped: string;
}

const keyMade = 'DataKeyMade';
/** What the names of their streams begin with: they are no part of the log that is followed. */
const keyStreams = 'key-';
/** The event's id is made of the key's and this. */
const eventName = 'data-key';

const streamOfKey = (owner: string): string => keyStreams + owner;

/** Data keys in the database itself, each in a stream of its owner: whoever comes first has made it. */
export class KeyStreams {
  constructor(private readonly appending: Appending) {}

  /** Null: all of them are durable now. Else the owner that has another key already.
   *  @throws StoreUnavailable: try again, whatever of them has been written */
  async put(keys: readonly WrappedKey[]): Promise<string | null> {
    for (const key of keys) if (!(await this.putOne(key))) return key.owner;
    return null;
  }

  private async putOne({ kid, owner, wrapped }: WrappedKey): Promise<boolean> {
    const made: KeyMade = { kid, owner, wrapped: Buffer.from(wrapped).toString('base64') };
    const event = {
      id: uuidV5(kid, eventName),
      type: keyMade,
      data: Buffer.from(JSON.stringify(made)),
      metadata: Buffer.from('{}'),
    };
    try {
      await this.appending.once({ stream: streamOfKey(owner), expected: 'no-stream', events: [event] });
      return true;
    } catch (cause) {
      if (cause instanceof WrongRevision) return false;
      if (cause instanceof OutcomeUnknown) throw new StoreUnavailable('a data key could not be kept', { cause });
      throw cause;
    }
  }
}
