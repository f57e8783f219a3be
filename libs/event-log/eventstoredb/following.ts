import type { AllStreamResolvedEvent, AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import { setTimeout } from 'node:timers/promises';
import { Position, RecordedEvent } from '../event-store';
import { Connection } from './connection';
import { NoAnswer } from './outcomes';
import { asPosition, Place, prefixesOf, recordedIn } from './recorded';

/** Why following was begun anew: the error's type, or that the server ended it. */
export type Dropped = (why: string) => void;

const waitsMs = { first: 50, longest: 2_000 };
/** How many events a follower gets at a time, at most. */
const batchLength = 500;

/** Follows the log in its order, over any number of subscriptions: each goes on after the last event that was handed over. A position
 *  that the server has merely searched through is none. */
export class Following {
  constructor(
    private readonly connection: Connection,
    private readonly place: Place,
    private readonly dropped: Dropped,
    private readonly tryMs: number,
  ) {}

  /** Ends when the signal aborts, and never otherwise. */
  async *after(position: Position, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    let from = position;
    for (let waitMs = waitsMs.first; !signal.aborted; waitMs = Math.min(waitMs * 2, waitsMs.longest)) {
      const { client } = this.connection;
      try {
        for await (const batch of this.subscribed(from, signal)) {
          from = batch.at(-1)?.position ?? from;
          waitMs = waitsMs.first;
          yield batch;
        }
        if (!signal.aborted) this.dropped('ended by the server');
      } catch (error) {
        if (!signal.aborted) this.failed(error, client);
      }
      await setTimeout(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private failed(error: unknown, client: EventStoreDBClient): void {
    this.connection.failure(error, client);
    this.dropped(String((error as { readonly type?: unknown }).type ?? 'unknown'));
  }

  private async *subscribed(from: Position, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    const { esdb, client } = this.connection;
    const subscription = client.subscribeToAll({
      fromPosition: from === 0 ? 'start' : asPosition(from),
      filter: esdb.streamNameFilter({ prefixes: prefixesOf(this.place) }),
    });
    const stop = (): void => void subscription.destroy();
    signal.addEventListener('abort', stop);
    const judged = this.untilConfirmed(subscription);
    try {
      for await (const first of subscription) yield recordedIn([first, ...atHand(subscription)], this.place);
    } finally {
      signal.removeEventListener('abort', stop);
      judged.abort();
      void subscription.unsubscribe().catch(() => undefined);
    }
  }

  /** A server that hangs takes a subscription and never says a word of it, not even when it has come to itself. */
  private untilConfirmed(subscription: AllStreamSubscription): AbortController {
    const judged = new AbortController();
    subscription.once('confirmation', () => judged.abort());
    setTimeout(this.tryMs, undefined, { signal: judged.signal }).then(
      () => subscription.destroy(new NoAnswer(`not confirmed within ${String(this.tryMs)} ms`)),
      () => undefined,
    );
    return judged;
  }
}

/** What has come already. */
function atHand(subscription: AllStreamSubscription): readonly AllStreamResolvedEvent[] {
  const found: AllStreamResolvedEvent[] = [];
  while (found.length < batchLength - 1) {
    const next = subscription.read() as AllStreamResolvedEvent | null;
    if (next === null) break;
    found.push(next);
  }
  return found;
}
