import type { Credentials, EventStoreDBClient } from '@eventstore/db-client';
import { Failure, failureIn, within } from './outcomes';

/** The client package: loaded when a store of this kind is opened, because it takes its time. */
type ClientPackage = typeof import('@eventstore/db-client');

const disposingMs = 1_000;

/** EVENTSTORE_URL cannot be used as it is. */
export class BadStoreUrl extends Error {
  override name = 'BadStoreUrl';
}

/** The one client of this process: thrown away and made anew whenever it may be in a state that it does not come out of by itself. */
export class Connection {
  private current: EventStoreDBClient;

  private constructor(
    readonly esdb: ClientPackage,
    private readonly url: string,
    /** Given with every append: the client then sends it as a call of its own, not over the stream that all appends of a process
     *  share, whose answers it mixes up when a server dies. */
    readonly credentials: Credentials,
  ) {
    this.current = this.made();
  }

  /** @throws BadStoreUrl */
  static async to(url: string): Promise<Connection> {
    const credentials = credentialsIn(url);
    const esdb = await import('@eventstore/db-client');
    try {
      return new Connection(esdb, url, credentials);
    } catch {
      throw new BadStoreUrl(
        'the store’s address cannot be read: esdb://user:password@host:port, with ?tls=false where it is insecure',
      );
    }
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
    return this.esdb.EventStoreDBClient.connectionString(this.url);
  }
}

/** Nothing that is sent is encrypted, and nobody proves who they are. */
const isInsecure = (url: string): boolean => /[?&]tls=false(&|$)/i.test(url);

/** The client does not send them over an insecure connection. */
function credentialsIn(url: string): Credentials {
  const [, user, password] = /^esdb(?:\+discover)?:\/\/([^:@/]+):([^@/]+)@/.exec(url) ?? [];
  if (user !== undefined && password !== undefined)
    return { username: decodeURIComponent(user), password: decodeURIComponent(password) };
  if (isInsecure(url)) return { username: 'nobody', password: 'none' };
  throw new BadStoreUrl('the store’s address names no user: esdb://user:password@host:port');
}
