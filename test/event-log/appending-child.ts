import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { SqliteEventStore } from '../../libs/event-log/sqlite/sqlite-event-store';

/** Appends to its own streams until it is killed; says `stream revision` once an append is acknowledged. */
async function run(file: string): Promise<void> {
  const store = await SqliteEventStore.open(file);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const stream = `request-${randomUUID()}`;
      for (let revision = -1; ;) {
        const events = Array.from({ length: 1 + ((revision + 1) % 3) }, () => ({
          id: randomUUID(),
          type: 'RequestOpened',
          data: Buffer.alloc(700),
          metadata: Buffer.alloc(900),
        }));
        ({ revision } = await store.append(stream, revision < 0 ? 'no-stream' : revision, events));
        writeSync(1, `${stream} ${String(revision)}\n`);
      }
    }),
  );
}

void run(process.env['LOG_FILE'] ?? '');
