import { RequestId } from '@sigill/domain';
import { Row } from './db';
import { Held, Taker } from './intake';

/** A request that is to be written: its state as JSON. */
export interface GivenRequest {
  readonly id: RequestId;
  readonly text: string;
  readonly position: number;
  /** The tables hold rows of it already. */
  readonly written: boolean;
}

/** What was taken in, each request once, as plain data that may cross to another thread. */
export interface Batch {
  readonly requests: readonly GivenRequest[];
  readonly effects: readonly Row[];
  readonly events: readonly (readonly [table: string, row: Row])[];
}

/** Collects what is handed over, until it is taken out. */
export class Collecting implements Taker {
  private requests: GivenRequest[] = [];
  private effects: Row[] = [];
  private events: (readonly [table: string, row: Row])[] = [];

  /** How many requests there are. */
  get size(): number {
    return this.requests.length;
  }

  taken(): Batch {
    const { requests, effects, events } = this;
    this.requests = [];
    this.effects = [];
    this.events = [];
    return { requests, effects, events };
  }

  request({ state, position, saved }: Held): void {
    this.requests.push({ id: state.id, text: JSON.stringify(state), position, written: saved !== null });
  }

  effect(row: Row): void {
    this.effects.push(row);
  }

  event(table: string, row: Row): void {
    this.events.push([table, row]);
  }
}
