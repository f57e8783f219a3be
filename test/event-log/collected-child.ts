import { randomUUID } from 'node:crypto';
import { KeyEncryptionKey } from '../../libs/event-log/keys/key-encryption-key';
import { SqliteDataKeys } from '../../libs/event-log/keys/sqlite-data-keys';
import { SqliteEventStore } from '../../libs/event-log/sqlite/sqlite-event-store';

/** Uses a store and a key store while garbage is collected over and over, as a long life would; says `alive` at its end. */
async function run(folder: string, collect: () => void): Promise<void> {
  const keysFile = `${folder}/keys.db`;
  const keys = SqliteDataKeys.open(keysFile, KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7)));
  const store = await SqliteEventStore.open(`${folder}/events.db`, { keysFile });
  for (let revision = 0; revision < 200; revision += 1) {
    collect();
    const event = { id: randomUUID(), type: 'RequestOpened', data: Buffer.alloc(9), metadata: Buffer.alloc(9) };
    const owner = `request:${randomUUID()}`;
    const { unwritten } = await keys.forWriting([owner]);
    await store.append('s', revision === 0 ? 'no-stream' : revision - 1, [event], unwritten);
    keys.written(unwritten);
    if (revision % 10 === 0) await keys.make(`person:${randomUUID()}`);
    collect();
    if ((await keys.existing(owner)) === null) throw new Error('a key is missing');
    if ((await store.readStream('s')).length !== revision + 1) throw new Error('an event is missing');
  }
  await store.close();
  await keys.close();
  process.stdout.write('alive');
}

const { gc } = globalThis;
if (gc === undefined) throw new Error('run with --expose-gc');
void run(process.env['LOG_FOLDER'] ?? '', () => {
  void gc();
});
