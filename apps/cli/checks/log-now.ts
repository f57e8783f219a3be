import { EventStore, Position } from '@sigill/event-log';

/** The log up to where it was when the check began, and the names of the streams in it. */
export class LogNow implements Pick<EventStore, 'readAll'> {
  readonly streams = new Set<string>();

  constructor(
    private readonly store: EventStore,
    readonly end: Position,
  ) {}

  async readAll(after: Position, limit: number): ReturnType<EventStore['readAll']> {
    const events = (await this.store.readAll(after, limit)).filter(({ position }) => position <= this.end);
    for (const { stream } of events) this.streams.add(stream);
    return events;
  }
}
