import { damageIn, openDatabase, openEventStoreForReading } from '@sigill/event-log';
import { child, killedWhileAppending } from './children';
import { temporaryFolder } from './temporary';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const kills = process.env['SIGILL_LONG'] === '1' ? 800 : 15;

describe('a process that is killed while it appends', () => {
  it('has lost nothing that it acknowledged, no append is half done, and no event is without its key', async () => {
    const file = folder.file('events.db');
    const acknowledged = new Map<string, number>();
    for (let kill = 1; kill <= kills; kill += 1) {
      await killedWhileAppending({ LOG_FOLDER: folder.file('.') }, kill, acknowledged);
      const store = openEventStoreForReading(file);
      for (const [stream, revision] of acknowledged)
        expect((await store.readStream(stream)).length).toBeGreaterThan(revision);
      await store.close();
    }
    expect(damageIn(file)).toEqual([]);
    const store = openEventStoreForReading(file);
    const log = await store.readAll(0, 1_000_000);
    expect(log.map((event) => event.position)).toEqual(log.map((_, index) => index + 1));
    for (const stream of new Set(log.map((event) => event.stream))) {
      const { length } = await store.readStream(stream);
      const wholeAppends = new Set<number>();
      for (let revision = -1; revision < length;) wholeAppends.add((revision += 1 + ((revision + 1) % 3)) + 1);
      expect(wholeAppends).toContain(length);
    }
    await store.close();
    const keys = openDatabase(folder.file('keys.db'), { readOnly: true });
    const durable = new Set(
      keys
        .prepare('select kid from data_keys')
        .all()
        .map((row) => row['kid']),
    );
    keys.close();
    expect(log.filter(({ data }) => !durable.has(data.toString('latin1', 0, 36)))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(3 * kills);
  }, 1_200_000);
});

describe('a process that collects its garbage', () => {
  it('does not lose the connections that its statements need', async () => {
    const running = child('test/event-log/collected-child.ts', { LOG_FOLDER: folder.file('.') }, ['--expose-gc']);
    let said = '';
    running.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise((done) => running.once('close', done));
    expect([code, said]).toEqual([0, 'alive']);
  });
});
