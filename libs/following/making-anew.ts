import { setImmediate } from 'node:timers/promises';
import { EventLog, LoggedEvent, Position } from '@sigill/event-log';
import { Making, WholeMaking } from '@sigill/projections';
import { fedOf } from './feeding';

export type Progress = (position: Position, head: Position) => void;

/** Events in one reading: many where nobody waits, few where others are answered meanwhile. */
const atOnce = 5_000;
const meanwhile = 200;

export const upTo = (last: Position, events: readonly LoggedEvent[]): readonly LoggedEvent[] =>
  events.filter(({ position }) => position <= last);

/** Takes the log in up to a position, and switches: nothing else is done meanwhile. Where the log cannot be read, what was made
 *  goes and all stays as it was. */
export async function makeWhole(
  making: WholeMaking,
  log: Pick<EventLog, 'readAll'>,
  head: Position,
  onProgress?: Progress,
): Promise<void> {
  try {
    while (making.position < head) {
      await making.take(upTo(head, await log.readAll(making.position, atOnce)).map(fedOf));
      onProgress?.(making.position, head);
    }
    await making.switch();
  } catch (error) {
    await making.abandon();
    throw error;
  }
}

/** What is made beside while the tables answer: it hears of the events that they take in, so that it can catch up with them. */
export class Beside {
  /** Events that the tables have taken in since the last reading began; null while there is too much to read. */
  private heard: LoggedEvent[] | null = null;

  constructor(
    private readonly making: Making,
    private readonly log: Pick<EventLog, 'readAll'>,
    private readonly signal: AbortSignal,
  ) {}

  hear(events: readonly LoggedEvent[]): void {
    this.heard?.push(...events);
  }

  /** Answers true when it has switched: in the same moment in which it stood where the tables stand. */
  async run(now: () => Position): Promise<boolean> {
    for (let isNear = false; !isNear;) {
      const target = now();
      isNear = target - this.making.position <= meanwhile;
      if (isNear) await this.save();
      this.heard = isNear ? [] : null;
      await this.read(isNear ? now() : target);
      if (this.signal.aborted) return false;
    }
    this.making.take((this.heard ?? []).filter(({ position }) => position > this.making.position).map(fedOf));
    this.making.switch();
    return true;
  }

  private async read(target: Position): Promise<void> {
    while (this.making.position < target && !this.signal.aborted) {
      const events = await this.log.readAll(this.making.position, meanwhile);
      this.making.take(upTo(target, events).map(fedOf));
      if (this.making.isFull) await this.save();
      await setImmediate();
    }
  }

  private async save(): Promise<void> {
    for (const pieces = this.making.saving(); pieces.next().done !== true;) await setImmediate();
  }
}
