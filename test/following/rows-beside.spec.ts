import { PersonId, placeSchemaVersions, requestPlaced, streamOf } from '@sigill/domain';
import { closeDatabase, openDatabase } from '@sigill/event-log';
import { rowsReach } from '@sigill/following';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder, folderFiles } from '../../libs/adapters/offline';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'sigill-rows-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = () => DataFolder.open(dataDir, null, { version: 'test', instance: 'test' }, () => undefined);

/** Any event will do: a request's place. Answers its position. */
async function append({ log }: DataFolder): Promise<number> {
  const request = randomUUID();
  const commandId = randomUUID();
  const at = '2026-03-02T08:00:00.000Z';
  const { position } = await log.append({
    heads: log.beginning(streamOf('place', request)),
    parts: [
      {
        caseId: request,
        keyOwner: null,
        actor: { sub: 'test', kind: 'system', role: 'system', unitId: null, onBehalfOf: null },
        legalGround: null,
        facts: [
          {
            ...requestPlaced(randomUUID() as PersonId),
            schemaVersion: placeSchemaVersions.RequestPlaced,
            occurredAt: at,
            persons: {},
          },
        ],
      },
    ],
    command: {
      commandId,
      commandHash: 'A'.repeat(43),
      keyId: null,
      correlationId: commandId,
      causationId: commandId,
      recordedAt: at,
      purpose: 'test',
    },
  });
  return position;
}

async function atWork(onFault: (error: unknown) => void = (error) => expect(error).toBeNull()) {
  const folder = await open();
  const rows = folder.rowsBeside('vgr', onFault);
  await rows.start();
  return { folder, rows };
}

it('what a read waits for is in the rows when it goes on, though a thread writes them', async () => {
  const { folder, rows } = await atWork();
  for (let times = 0; times < 20; times += 1) {
    const position = await append(folder);
    rows.acknowledged(position);
    await rows.reach(null);
    expect(rowsReach(folder.readModels)).toBeGreaterThanOrEqual(position);
    expect(rows.position()).toBeGreaterThanOrEqual(position);
  }
  await rows.close();
  await folder.close();
});

it('a stop leaves the rows where the log ends, and the next start finds them there', async () => {
  const first = await atWork();
  let position = 0;
  for (let times = 0; times < 5; times += 1) position = await append(first.folder);
  await first.rows.close();
  expect(rowsReach(first.folder.readModels)).toBe(position);
  await first.folder.close();

  const second = await atWork();
  expect(second.rows.position()).toBe(position);
  await second.rows.close();
  await second.folder.close();
});

it('rows are followed on after a start that took a long log in, as after any other', async () => {
  const first = await open();
  const positions = await Promise.all(Array.from({ length: 10_001 }, () => append(first)));
  await first.close();

  const { folder, rows } = await atWork();
  expect(rows.position()).toBe(Math.max(...positions));
  const position = await append(folder);
  await rows.reach(position);
  expect(rowsReach(folder.readModels)).toBe(position);
  await rows.close();
  await folder.close();
});

it('a log that was cut short refuses the start in one line', async () => {
  const { folder, rows } = await atWork();
  await append(folder);
  await rows.close();
  await folder.close();
  const db = openDatabase(join(dataDir, folderFiles.readModels));
  db.exec('update checkpoint set position = 7');
  closeDatabase(db);

  const again = await open();
  const faults: unknown[] = [];
  const behind = again.rowsBeside('vgr', (error) => faults.push(error));
  await expect(behind.start()).rejects.toMatchObject({
    name: 'LogCutShort',
    message: expect.stringMatching(
      /^DATA_DIR: the log ends at position 1, and the read models have seen 7:.*rebuild"$/,
    ),
  });
  await behind.close();
  await again.close();
  expect(faults).toEqual([]);
});

it('a log that cannot be followed any more is told of, and the rows stay where they were', async () => {
  let told: (error: unknown) => void;
  const fault = new Promise<unknown>((resolve) => (told = resolve));
  const { folder, rows } = await atWork((error) => told(error));
  const position = await append(folder);
  await rows.reach(position);
  const db = openDatabase(folder.file('log'));
  db.exec(
    `insert into events (position, stream, revision, id, type, data, metadata)
     select position + 1, stream, 1, '${randomUUID()}', type, data, metadata from events`,
  );
  closeDatabase(db);

  const waiting = rows.reach(position + 1).catch((error: unknown) => error);
  expect(await fault).toMatchObject({ name: 'BrokenLog' });
  expect(await waiting).toMatchObject({ name: 'ReadModelBehind' });
  expect(rowsReach(folder.readModels)).toBe(position);
  await rows.close();
  await folder.close();
});
