import type { EventStoreDBClient } from '@eventstore/db-client';
import { Appended, ExpectedRevision, OutcomeUnknown, RecordedEvent, StoreEvent, WrongRevision } from '../event-store';
import { Connection } from './connection';
import { appendFault, within } from './outcomes';
import { eventData, Place, positionOf } from './recorded';
import { Reading } from './reading';

/** An append as it was decided: never changed, never split, repeated as it is. */
export interface Tuple {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly StoreEvent[];
}

const firstSlot = ({ expected }: Tuple): number => (expected === 'no-stream' ? 0 : expected + 1);

/** One try at an append. What became of it is said only where it is certain: by the server's success, or by an event that can be
 *  seen in its first slot. Everything else is unknown, and the same tuple is to be tried again. */
export class Appending {
  constructor(
    private readonly connection: Connection,
    private readonly reading: Reading,
    private readonly place: Place,
    private readonly tryMs: number,
  ) {}

  /** `fresh` is never true: the server does not tell a success from an earlier one's.
   *  @throws WrongRevision, OutcomeUnknown, StoreUnavailable */
  async once(tuple: Tuple): Promise<Appended> {
    const { client } = this.connection;
    try {
      return await this.sent(tuple, client);
    } catch (error) {
      if (error instanceof OutcomeUnknown) throw error;
      const failure = this.connection.failure(error, client);
      if (failure.is === 'wrong-revision') return this.seen(tuple, failure.actual);
      throw appendFault(failure, error);
    }
  }

  private async sent(tuple: Tuple, client: EventStoreDBClient): Promise<Appended> {
    const { credentials } = this.connection;
    const { stream, expected, events } = tuple;
    const appending = client.appendToStream(this.place.prefix + stream, events.map(eventData), {
      expectedRevision: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
      credentials,
      deadline: this.tryMs,
    });
    const { position } = await within(this.tryMs, appending);
    const revision = firstSlot(tuple) + events.length - 1;
    if (position !== undefined) return { revision, position: positionOf(position), fresh: false };
    const last = (await this.slots(tuple)).at(-1);
    if (last?.revision !== revision) throw new OutcomeUnknown('what was appended cannot be read yet');
    return { revision, position: last.position, fresh: false };
  }

  /** The server says that the stream stands elsewhere. That alone decides nothing: it judges by events that may yet be lost with
   *  a leader. An event that can be seen there decides. */
  private async seen(tuple: Tuple, actual: ExpectedRevision): Promise<Appended> {
    const { stream, expected, events } = tuple;
    const slots = await this.slots(tuple);
    const ours = slots.every(({ id }, at) => id === events[at]?.id);
    const last = slots.at(-1);
    if (last !== undefined && ours && slots.length === events.length)
      return { revision: last.revision, position: last.position, fresh: false };
    const hidden = actual !== 'no-stream' && actual > (last?.revision ?? firstSlot(tuple) - 1);
    if (ours && hidden) throw new OutcomeUnknown('what stands in the place of an append cannot be seen yet');
    throw new WrongRevision(stream, expected, actual);
  }

  /** @throws OutcomeUnknown */
  private async slots(tuple: Tuple): Promise<readonly RecordedEvent[]> {
    try {
      return await this.reading.stream(tuple.stream, firstSlot(tuple), tuple.events.length);
    } catch (cause) {
      throw new OutcomeUnknown('what stands in the place of an append could not be read', { cause });
    }
  }
}
