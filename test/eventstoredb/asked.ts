import { AppendToStreamOptions, Credentials, EventData, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

/** Asks one server, in streams of its own. */
export type Question = (asked: Asked) => Promise<unknown>;
type Revision = AppendToStreamOptions['expectedRevision'];

export class Asked {
  readonly run = randomUUID().slice(0, 8);
  private readonly ids: readonly string[] = Array.from({ length: 12 }, () => randomUUID());

  /** @param credentials where given, each append is a call of its own */
  constructor(
    readonly client: EventStoreDBClient,
    private readonly credentials: Credentials | undefined,
  ) {}

  readonly name = (stream: string): string => `probe${this.run}-${stream}`;
  readonly event = (number: number): EventData =>
    jsonEvent({ id: this.ids[number]!, type: 'Probe', data: { i: number } });
  readonly events = (...numbers: readonly number[]): EventData[] => numbers.map(this.event);

  async append(stream: string, events: EventData[], expectedRevision: Revision, more: AppendToStreamOptions = {}) {
    const options = {
      expectedRevision,
      ...(this.credentials === undefined ? {} : { credentials: this.credentials }),
      ...more,
    };
    return short(await this.client.appendToStream(stream, events, options));
  }

  /** Of the stream of this name. */
  to(stream: string, events: EventData[], expectedRevision: Revision, more: AppendToStreamOptions = {}) {
    return this.append(this.name(stream), events, expectedRevision, more);
  }

  async slots(stream: string, options: Parameters<EventStoreDBClient['readStream']>[1] = {}) {
    const found: (readonly [bigint, number])[] = [];
    for await (const { event } of this.client.readStream(this.name(stream), options))
      if (event !== undefined) found.push([event.revision, this.ids.indexOf(event.id)]);
    return found;
  }

  async first(stream: string) {
    for await (const { event } of this.client.readStream(this.name(stream), { maxCount: 1 })) return event;
    return undefined;
  }
}

const short = ({
  success,
  nextExpectedRevision,
  position,
}: {
  success: boolean;
  nextExpectedRevision: bigint;
  position?: unknown;
}) => ({
  success,
  nextExpectedRevision,
  position: position === undefined ? 'absent' : 'present',
});
