import { FormStore } from '@sigill/adapters';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFormsLeftOver } from '../../apps/api/forms-left-over';
import { anHourOf, patterns, Story, toldEvents, ToldLog } from '../support/told-log';
import { temporaryFolder } from '../support/program';

const key = randomBytes(32);
const submittedStory: Story = {
  number: 1,
  pattern: patterns.find((pattern) => pattern.some(({ type }) => type === 'FormSubmitted')) ?? [],
  family: 1,
  unit: 1,
  opensAt: anHourOf(1),
  pace: 1,
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function keep(store: FormStore, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  await store.put(hashOf(bytes), bytes, key);
  return hashOf(bytes);
}

/** A log that names the form. */
function naming(sha256: string): ToldLog {
  const [opened, ...events] = toldEvents([submittedStory]);
  const named = events.map((event) =>
    event.type === 'FormSubmitted' ? { ...event, data: { ...event.data, form: { sha256 } } } : event,
  );
  expect(named.some(({ type }) => type === 'FormSubmitted')).toBe(true);
  return new ToldLog(opened === undefined ? [] : [opened, ...named]);
}

describe('a sweep of the forms', () => {
  let dir: string;
  let store: FormStore;
  const lying = (): readonly string[] => readdirSync(dir).sort();
  const sweep = (log: ToldLog, sent: readonly string[] = [], signal = new AbortController().signal) =>
    removeFormsLeftOver({ store, log, isSent: (sha256) => sent.includes(sha256) }, signal);
  beforeEach(async () => {
    dir = join(await temporaryFolder(), 'forms');
    store = new FormStore(dir);
  });

  it('removes the forms that no event names, and no other', async () => {
    const [sent] = [await keep(store, 'sent'), await keep(store, 'left over')];
    expect(await sweep(new ToldLog([]), [sent])).toBe(1);
    expect(lying()).toEqual([`${sent}.pdf`]);
  });

  it('looks at all of many forms', async () => {
    const sent = await keep(store, 'sent');
    const left = Array.from({ length: 450 }, (_, n) => hashOf(Buffer.from(String(n))));
    for (const sha256 of left) writeFileSync(join(dir, `${sha256}.pdf`), 'SGF1');
    expect(await sweep(new ToldLog([]), [sent])).toBe(450);
    expect(lying()).toEqual([`${sent}.pdf`]);
  });

  it('keeps a form that the log names, though its row is missing', async () => {
    const sent = await keep(store, 'sent');
    expect(await sweep(naming(sent))).toBe(0);
    expect(lying()).toEqual([`${sent}.pdf`]);
  });

  it('removes what a stopped process left half written, and leaves what this one is writing', async () => {
    const sent = await keep(store, 'sent');
    writeFileSync(join(dir, `${sent}.0.tmp`), 'half');
    const [written] = await Promise.all([keep(store, 'written meanwhile'), sweep(new ToldLog([]), [sent])]);
    expect(lying()).toEqual([`${sent}.pdf`, `${written}.pdf`].sort());
  });

  it('keeps a form left over that is put once more before it goes', async () => {
    const left = await keep(store, 'left over');
    const log = new ToldLog([]);
    log.beforeReading = async () => void (await keep(store, 'left over'));
    expect(await sweep(log)).toBe(0);
    expect(lying()).toEqual([`${left}.pdf`]);
  });

  it('does not take a form away from whoever puts it while it goes', async () => {
    const bytes = Buffer.from('left over');
    for (let turns = 0; turns < 40; turns += 1) {
      const left = await keep(store, 'left over');
      const swept = store.sweep(async () => [left]);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await Promise.all([swept, store.put(left, bytes, key)]);
      expect((await store.get(left, key)).equals(bytes)).toBe(true);
    }
  });

  it('removes nothing when it is broken off', async () => {
    await keep(store, 'left over');
    const stop = new AbortController();
    const log = naming('0'.repeat(64));
    log.beforeReading = () => stop.abort();
    expect(await sweep(log, [], stop.signal)).toBe(0);
    expect(lying().length).toBe(1);
  });

  it('has nothing to do where nothing was ever kept', async () => {
    expect(await sweep(new ToldLog([]))).toBe(0);
  });
});
