import { FormStore } from '@sigill/adapters';
import { createHash, randomBytes } from 'node:crypto';
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

async function keep(store: FormStore, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.put(sha256, bytes, key);
  return sha256;
}

describe('a start', () => {
  it('removes the forms that no event names, and no other', async () => {
    const store = new FormStore(join(await temporaryFolder(), 'forms'));
    const [sent, left] = [await keep(store, Buffer.from('sent')), await keep(store, Buffer.from('left over'))];
    expect(await removeFormsLeftOver(store, new Set([sent]), new ToldLog([]))).toBe(1);
    expect(await store.kept()).toEqual([sent]);
    expect(left).not.toBe(sent);
  });

  it('keeps a form that the log names, though its row is missing', async () => {
    const store = new FormStore(join(await temporaryFolder(), 'forms'));
    const sent = await keep(store, Buffer.from('sent'));
    const [opened, ...events] = toldEvents([submittedStory]);
    const named = events.map((event) =>
      event.type === 'FormSubmitted' ? { ...event, data: { ...event.data, form: { sha256: sent } } } : event,
    );
    expect(named.some(({ type }) => type === 'FormSubmitted')).toBe(true);
    const log = new ToldLog(opened === undefined ? [] : [opened, ...named]);
    expect(await removeFormsLeftOver(store, new Set(), log)).toBe(0);
    expect(await store.kept()).toEqual([sent]);
  });
});
