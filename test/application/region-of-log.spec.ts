import { AnotherRegion, regionOf, settleRegion } from '@sigill/application';
import { BrokenHistory, Instant, regionId, RegionName, streamOf } from '@sigill/domain';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from '../../libs/adapters/offline';

const now = '2026-11-23T08:00:00.000Z' as Instant;
const later = '2027-11-23T08:00:00.000Z' as Instant;
const stream = streamOf('region', regionId);

describe('the region of a log', () => {
  let dataDir: string;
  let folder: DataFolder;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'sigill-region-'));
    folder = await DataFolder.open(dataDir, null, { version: 'test', instance: 'test' }, () => undefined);
  });
  afterEach(async () => {
    await folder.close();
    rmSync(dataDir, { recursive: true });
  });

  it('is written down at the first start, once, in the clear, and says nothing of anybody', async () => {
    expect(await regionOf(folder.log)).toBeNull();
    await settleRegion(folder.log, 'skane', now);
    await settleRegion(folder.log, 'skane', later);
    const { events } = await folder.log.read(stream);
    expect(
      events.map(({ type, data, caseId, occurredAt, recordedAt, persons }) => ({
        ...{ type, data, caseId, occurredAt, recordedAt, persons },
      })),
    ).toEqual([
      {
        ...{ type: 'RegionChosen', data: { region: 'skane' }, caseId: regionId, persons: {} },
        ...{ occurredAt: now, recordedAt: now },
      },
    ]);
    const [stored] = await folder.store.readStream(stream);
    expect(Buffer.from(stored!.data).toString()).toContain('"skane"');
    expect([await regionOf(folder.log), await folder.log.head()]).toEqual(['skane', 1]);
  });

  it('is never another: that is refused, and nothing is written', async () => {
    await settleRegion(folder.log, 'vgr', now);
    await expect(settleRegion(folder.log, 'skane', later)).rejects.toThrow(new AnotherRegion('vgr', 'skane'));
    expect([await regionOf(folder.log), await folder.log.head()]).toEqual(['vgr', 1]);
  });

  it.each([
    ['the same', 'vgr', ['fulfilled', 'fulfilled']],
    ['others', 'skane', ['fulfilled', 'rejected']],
  ] as const)('is one, where two begin at the same time with %s', async (_, other: RegionName, outcomes) => {
    const both = await Promise.allSettled([
      settleRegion(folder.log, 'vgr', now),
      settleRegion(folder.log, other, later),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(outcomes);
    expect(await folder.log.head()).toBe(1);
  });

  it('said twice is no region', async () => {
    await settleRegion(folder.log, 'vgr', now);
    const { heads, events } = await folder.log.read(stream);
    const id = randomUUID();
    const fact = { type: 'RegionChosen', schemaVersion: 1, occurredAt: later, data: { region: 'skane' }, persons: {} };
    const { actor } = events[0]!;
    await folder.log.append({
      heads,
      parts: [{ caseId: regionId, keyOwner: null, actor, legalGround: null, facts: [fact] }],
      command: {
        ...{ commandId: id, commandHash: 'A'.repeat(43), keyId: null, correlationId: id, causationId: id },
        ...{ recordedAt: later, purpose: 'test' },
      },
    });
    await expect(regionOf(folder.log)).rejects.toThrow(BrokenHistory);
    await expect(settleRegion(folder.log, 'vgr', later)).rejects.toThrow(BrokenHistory);
  });
});
