import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { EventStore } from '../../libs/event-log/event-store';
import { EventStoreDbStore } from '../../libs/event-log/eventstoredb/eventstoredb-store';
import { KeyEncryptionKey } from '../../libs/event-log/keys/key-encryption-key';
import { SqliteDataKeys } from '../../libs/event-log/keys/sqlite-data-keys';
import { SqliteEventStore } from '../../libs/event-log/sqlite/sqlite-event-store';

/** Appends to its own streams until it is killed, each append with a key of its own, whose id begins its events' data;
 *  says `stream revision` once an append is acknowledged. */
async function run(store: EventStore): Promise<void> {
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const stream = `request-${randomUUID()}`;
      for (let revision = -1; ;) {
        const kid = randomUUID();
        const events = Array.from({ length: 1 + ((revision + 1) % 3) }, () => ({
          id: randomUUID(),
          type: 'RequestOpened',
          data: Buffer.concat([Buffer.from(kid), Buffer.alloc(700)]),
          metadata: Buffer.alloc(900),
        }));
        const key = { kid, owner: `request:${randomUUID()}`, wrapped: Buffer.alloc(60) };
        const answer = await store.append(stream, revision < 0 ? 'no-stream' : revision, events, [key]);
        if ('keyTaken' in answer) throw new Error('the key is taken');
        ({ revision } = answer);
        writeSync(1, `${stream} ${String(revision)}\n`);
      }
    }),
  );
}

/** In the folder, or in the database that is named instead. */
async function storeOf({ LOG_FOLDER: folder = '', STORE_URL: url }: NodeJS.ProcessEnv): Promise<EventStore> {
  if (url !== undefined) return EventStoreDbStore.to(url, { place: { prefix: 'log-', kinds: [''] } });
  const keysFile = `${folder}/keys.db`;
  await SqliteDataKeys.open(keysFile, KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7))).close();
  return SqliteEventStore.open(`${folder}/events.db`, { keysFile });
}

void storeOf(process.env).then(run);
