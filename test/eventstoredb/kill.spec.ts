import { killedWhileAppending } from '../event-log/children';
import { TestServer } from '../support/eventstoredb/server';

const kills = process.env['SIGILL_LONG'] === '1' ? 800 : 15;

/** As on the embedded log. */
it('a process that is killed while it appends has lost nothing, no append is half done, no event is without its key', async () => {
  const server = await TestServer.start();
  const acknowledged = new Map<string, number>();
  for (let kill = 1; kill <= kills; kill += 1) {
    await killedWhileAppending({ STORE_URL: server.url }, kill, acknowledged);
    for (const [stream, revision] of acknowledged)
      expect(server.streams.shown(`log-${stream}`)?.length ?? 0).toBeGreaterThan(revision);
  }
  const { all } = server.streams;
  const keys = new Set(all.filter(({ type }) => type === 'DataKeyMade').map(({ data }) => kidIn(data)));
  const events = all.filter(({ type }) => type === 'RequestOpened');
  expect(events.filter(({ data }) => !keys.has(Buffer.from(data).toString('latin1', 0, 36)))).toEqual([]);
  for (const stream of new Set(events.map((event) => event.stream))) {
    const length = server.streams.shown(stream)?.length ?? 0;
    const whole = new Set<number>();
    for (let revision = -1; revision < length;) whole.add((revision += 1 + ((revision + 1) % 3)) + 1);
    expect(whole).toContain(length);
  }
  expect(acknowledged.size).toBeGreaterThan(3 * kills);
  server.stop();
}, 1_200_000);

const kidIn = (data: Uint8Array): string => (JSON.parse(Buffer.from(data).toString()) as { kid: string }).kid;
