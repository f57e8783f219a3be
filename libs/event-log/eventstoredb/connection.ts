import type { Credentials, EventStoreDBClient } from '@eventstore/db-client';
import { Failure, failureIn, within } from './outcomes';
import { BadStoreUrl, parseStoreUrl, StoreUrl } from './store-url';

/** The client package: loaded when a store of this kind is opened, because it takes its time. */
type ClientPackage = typeof import('@eventstore/db-client');

const disposingMs = 1_000;

/** The one client of this process: thrown away and made anew whenever it may be in a state that it does not come out of by itself. */
export class Connection {
  private current: EventStoreDBClient;

  private constructor(
    readonly esdb: ClientPackage,
    private readonly url: StoreUrl,
  ) {
    this.current = this.made();
  }

  /** @throws BadStoreUrl */
  static async to(url: string): Promise<Connection> {
    const parsed = parseStoreUrl(url);
    const esdb = await import('@eventstore/db-client');
    try {
      return new Connection(esdb, parsed);
    } catch {
      throw new BadStoreUrl('the client does not take its options (those after the question mark)');
    }
  }

  get credentials(): Credentials {
    return this.url.credentials;
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /** What a call that failed says; the client that made it goes where it may not be in order any more. */
  failure(error: unknown, client: EventStoreDBClient): Failure {
    const failure = failureIn(error);
    if (failure.is === 'unknown' && failure.stray) this.renew(client);
    return failure;
  }

  /** From now on calls go through a new client; what the failed one has under way ends with an error. */
  private renew(failed: EventStoreDBClient): void {
    if (failed !== this.current) return;
    this.current = this.made();
    void failed.dispose().catch(() => undefined);
  }

  /** The client waits for its streams to end, and one that nobody reads to its end does not. */
  async close(): Promise<void> {
    await within(disposingMs, this.current.dispose()).catch(() => undefined);
  }

  private made(): EventStoreDBClient {
    return this.esdb.EventStoreDBClient.connectionString(this.url.connection);
  }
}
