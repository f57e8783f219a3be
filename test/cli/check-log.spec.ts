import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@sigill/event-log';
import { integer, text } from '../../libs/event-log/sqlite/columns';
import { cli, found } from './checked';
import { Copies, invariants } from './checked-copies';
import { reseal, spoilLog } from './planting';

let copies: Copies;
beforeAll(async () => (copies = await Copies.make()), 120_000);

describe('of the log, it names', () => {
  it('a byte that was flipped', async () => {
    const dataDir = await copies.spoilt();
    const { stream, revision, position, hash } = copies.inTheMiddle();
    const file = readFileSync(join(dataDir, 'log.db'));
    const at = file.indexOf(`"hash":"${hash}"`) + 10;
    file.writeUInt8(file.readUInt8(at) === 65 ? 66 : 65, at);
    writeFileSync(join(dataDir, 'log.db'), file);
    const { code, out } = await cli(['check', dataDir]);
    expect(code).toBe(1);
    expect(out[0]).toMatch(
      new RegExp(`^I-06 ${stream} ${String(revision)} ${String(position)} the envelope is not the one`),
    );
    expect(out.at(-1)).toMatch(/read models not compared: 4 problems$/);
  });

  it('an event that was taken away', async () => {
    const dataDir = await copies.spoilt();
    const { position, revision } = copies.inTheMiddle();
    spoilLog(dataDir, `delete from events where position = ${String(position)}`);
    expect(await invariants(dataDir)).toEqual(
      expect.arrayContaining([
        ['I-02', expect.any(Number), position + 1],
        ['I-01', revision + 1, expect.any(Number)],
      ]),
    );
  });

  it('an event that stands there twice', async () => {
    const dataDir = await copies.spoilt();
    const { position } = copies.inTheMiddle();
    spoilLog(
      dataDir,
      `insert into events select (select max(position) + 1 from events), stream,
         (select max(revision) + 1 from events as e where e.stream = events.stream), id, type, data, metadata
       from events where position = ${String(position)}`,
    );
    const again = await invariants(dataDir);
    expect(again.map((one) => (one as readonly unknown[])[0])).toEqual(['I-03', 'I-07', 'I-08', 'I-01', 'I-04']);
  });

  it('a command that stands in two streams', async () => {
    const dataDir = await copies.spoilt();
    const [one, other] = [copies.eventOf('EffectClaimed'), copies.eventOf('EffectAttempted')];
    const { commandHash } = other.command;
    const { position } = copies.inTheMiddle();
    reseal(dataDir, position, { commandId: one.command.commandId, eventId: randomUUID(), commandHash });
    expect((await invariants(dataDir)).filter((each) => (each as readonly unknown[])[0] === 'I-04')).toHaveLength(1);
  });

  it('an event under another type', async () => {
    const dataDir = await copies.spoilt();
    const { position, revision } = copies.inTheMiddle();
    spoilLog(dataDir, `update events set type = 'RequestWithdrawn' where position = ${String(position)}`);
    expect(await invariants(dataDir)).toEqual([['I-07', revision, position]]);
  });

  it('an event that was recorded before the one before it', async () => {
    const dataDir = await copies.spoilt();
    const { position, revision } = copies.eventOf('DocumentationRecorded');
    reseal(dataDir, position, { recordedAt: '2020-01-01T00:00:00.000Z', occurredAt: '2020-01-01T00:00:00.000Z' });
    expect(await invariants(dataDir)).toEqual([['I-08', revision, position]]);
  });

  it('an index that does not fit its table', async () => {
    const dataDir = await copies.spoilt();
    const { stream } = copies.inTheMiddle();
    const file = join(dataDir, 'log.db');
    const db = openDatabase(file, { readOnly: true });
    const page = integer(
      db.prepare("select rootpage from sqlite_schema where name = 'sqlite_autoindex_events_2'").get() ?? {},
      'rootpage',
    );
    const size = integer(db.prepare('pragma page_size').get() ?? {}, 'page_size');
    expect(
      text(
        db.prepare("select tbl_name from sqlite_schema where name = 'sqlite_autoindex_events_2'").get() ?? {},
        'tbl_name',
      ),
    ).toBe('events');
    db.close();
    const bytes = readFileSync(file);
    const at = bytes.indexOf(stream, (page - 1) * size);
    expect(at).toBeLessThan(page * size);
    bytes.write('q', at);
    writeFileSync(file, bytes);
    const [first] = await found(dataDir);
    expect(first?.slice(0, 2)).toEqual(['file', null]);
    expect(first?.[4]).toMatch(/^log: /);
  });
});
