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

/** A log from its beginning: what is read of it first, and whether there is more than that. */
export interface Beginning {
  readonly events: readonly LoggedEvent[];
  readonly isLong: boolean;
}

export async function beginningOfLog(log: Pick<EventLog, 'readAll'>, head: Position): Promise<Beginning> {
  const events = upTo(head, head === 0 ? [] : await log.readAll(0, atOnce));
  return { events, isLong: events.length === atOnce };
}

/** Takes the log in up to a position, and switches: nothing else is done meanwhile. Where the log cannot be read, what was made
 *  goes and all stays as it was. Answers how many events it took in. */
export async function makeWhole(
  making: WholeMaking,
  log: Pick<EventLog, 'readAll'>,
  { events: first, head }: Pick<Beginning, 'events'> & { readonly head: Position },
  onProgress?: Progress,
): Promise<number> {
  let count = 0;
  try {
    for (let events = first; events.length > 0; events = upTo(head, await log.readAll(making.position, atOnce))) {
      await making.take(events.map(fedOf));
      count += events.length;
      onProgress?.(making.position, head);
      if (making.position >= head) break;
    }
    await making.switch();
    return count;
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
      isNear = (await this.log.readAll(this.making.position, meanwhile + 1)).length <= meanwhile;
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
