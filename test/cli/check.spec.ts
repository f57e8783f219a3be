import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { integer, text } from '../../libs/event-log/sqlite/columns';
import { LoggedEvent, openDatabase, requestOwner } from '@sigill/event-log';
import { FormStore, FolderForReading } from '../../libs/adapters/offline';
import { startProgram, temporaryFolder } from '../support/program';
import { Case } from '../support/case';
import { checked, cli, found } from './checked';
import { eventsOf, forge, reseal, spoil, spoilLog } from './planting';
import { copyOf, WorkedFolder, workedFolder } from './worked-folder';

let folder: WorkedFolder;
let events: readonly LoggedEvent[];

beforeAll(async () => {
  folder = await workedFolder();
  events = await eventsOf(folder.dataDir);
}, 60_000);

const spoilt = (): Promise<string> => copyOf(folder.dataDir);
/** The file that the request stands in. */
const streamOf = (name: keyof WorkedFolder['requests']): string => eventOf('RequestOpened', name).stream;
/** The first event of the type, of the request where one is named. */
const eventOf = (type: string, name?: keyof WorkedFolder['requests']): LoggedEvent => {
  const request = name === undefined ? null : folder.requests[name];
  const event = events.find((one) => one.type === type && (request === null || one.caseId === request));
  if (event === undefined) throw new Error(`no ${type}`);
  return event;
};
/** The newest events of their streams are not among them: what follows an event tells of it too. */
const inTheMiddle = (): LoggedEvent => eventOf('RequestAssessed', 'closed');
const invariants = async (dataDir: string): Promise<readonly unknown[]> =>
  (await found(dataDir)).map(([invariant, , revision, position]) => [invariant, revision, position]);

describe('a folder that only the program has written', () => {
  it('has no problem, and the last line counts what is in it', async () => {
    const { code, out, err } = await cli(['check', folder.dataDir]);
    expect(out).toEqual([
      '57 events in 19 streams up to position 57, 10 effects (0 open), 2 forms, read models compared up to 57: no problem',
    ]);
    expect([code, err]).toEqual([0, '']);
  });

  it('is the same after it was checked', async () => {
    const dataDir = await spoilt();
    const digests = () =>
      [
        'log.db',
        'keys.db',
        'read-models.db',
        ...readdirSync(join(dataDir, 'forms')).map((name) => `forms/${name}`),
      ].map((name) =>
        createHash('sha256')
          .update(readFileSync(join(dataDir, name)))
          .digest('hex'),
      );
    const before = digests();
    await checked(dataDir);
    expect(digests()).toEqual(before);
  });

  it('can be checked while the program works in it', async () => {
    const program = await startProgram();
    await (await Case.open(program)).withdraw();
    let isChecked = false;
    const work = async (): Promise<void> => {
      while (!isChecked) await (await Case.open(program)).withdraw();
    };
    const working = work();
    const { code, out } = await cli(['check', program.dataDir]);
    isChecked = true;
    await working;
    expect([code, out]).toEqual([
      0,
      [expect.stringMatching(/^[1-9]\d* events .* compared up to [1-9]\d*: no problem$/)],
    ]);
  });

  it('needs no read models: they are made anew at the next start', async () => {
    const dataDir = await spoilt();
    for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `read-models.db${end}`), { force: true });
    expect(await checked(dataDir)).toMatchObject({ problems: 0, comparedTo: null });
  });
});

describe('of the log, it names', () => {
  it('a byte that was flipped', async () => {
    const dataDir = await spoilt();
    const { stream, revision, position, hash } = inTheMiddle();
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
    const dataDir = await spoilt();
    const { position, revision } = inTheMiddle();
    spoilLog(dataDir, `delete from events where position = ${String(position)}`);
    expect(await invariants(dataDir)).toEqual(
      expect.arrayContaining([
        ['I-02', expect.any(Number), position + 1],
        ['I-01', revision + 1, expect.any(Number)],
      ]),
    );
  });

  it('an event that stands there twice', async () => {
    const dataDir = await spoilt();
    const { position } = inTheMiddle();
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
    const dataDir = await spoilt();
    const [one, other] = [eventOf('EffectClaimed'), eventOf('EffectAttempted')];
    const { commandHash } = other.command;
    const { position } = inTheMiddle();
    reseal(dataDir, position, { commandId: one.command.commandId, eventId: randomUUID(), commandHash });
    expect((await invariants(dataDir)).filter((each) => (each as readonly unknown[])[0] === 'I-04')).toHaveLength(1);
  });

  it('an event under another type', async () => {
    const dataDir = await spoilt();
    const { position, revision } = inTheMiddle();
    spoilLog(dataDir, `update events set type = 'RequestWithdrawn' where position = ${String(position)}`);
    expect(await invariants(dataDir)).toEqual([['I-07', revision, position]]);
  });

  it('an event that was recorded before the one before it', async () => {
    const dataDir = await spoilt();
    const { position, revision } = eventOf('DocumentationRecorded');
    reseal(dataDir, position, { recordedAt: '2020-01-01T00:00:00.000Z', occurredAt: '2020-01-01T00:00:00.000Z' });
    expect(await invariants(dataDir)).toEqual([['I-08', revision, position]]);
  });

  it('an index that does not fit its table', async () => {
    const dataDir = await spoilt();
    const { stream } = inTheMiddle();
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

describe('of the history, it names', () => {
  it('a step after the end', async () => {
    const dataDir = await spoilt();
    const { data } = eventOf('ConsultationHeld', 'closed');
    const request = folder.requests.closed;
    const event = await forge(dataDir, { stream: streamOf('closed'), request, type: 'ConsultationHeld', data });
    expect(await found(dataDir)).toEqual([
      ['I-09', event.stream, event.revision, event.position, 'ConsultationHeld in state closed (not-allowed-in-state)'],
    ]);
  });

  it('a step that was skipped', async () => {
    const dataDir = await spoilt();
    const { data } = eventOf('RequestDecided', 'closed');
    const request = folder.requests.ending;
    const event = await forge(dataDir, { stream: streamOf('ending'), request, type: 'RequestDecided', data });
    expect(await found(dataDir)).toEqual([
      [
        'I-09',
        event.stream,
        event.revision,
        event.position,
        'RequestDecided in state registered (not-allowed-in-state)',
      ],
    ]);
  });

  it('a type or a version that no release has written', async () => {
    const dataDir = await spoilt();
    const request = folder.requests.closed;
    const strange = { stream: streamOf('closed'), request, data: {} };
    const event = await forge(dataDir, { ...strange, type: 'RequestAssessed', schemaVersion: 9 }).catch(() => null);
    expect(event).toBe(null);
    const [first, ...more] = await found(dataDir);
    expect([first?.slice(0, 2), more]).toEqual([['I-10', streamOf('closed')], []]);
  });

  it('an event that cannot be taken in', async () => {
    const dataDir = await spoilt();
    const { data } = eventOf('RequestOpened', 'closed');
    const request = folder.requests.closed;
    const event = await forge(dataDir, { stream: streamOf('closed'), request, type: 'RequestOpened', data });
    expect(await found(dataDir)).toEqual([
      [
        'I-10',
        event.stream,
        event.revision,
        event.position,
        `RequestOpened cannot be taken in: request ${request} is opened twice`,
      ],
    ]);
  });

  it('a stream that is nobody’s', async () => {
    const dataDir = await spoilt();
    const request = folder.requests.closed;
    await forge(dataDir, { stream: 'rubble', request, type: 'FormReturned', data: {} }).catch(() => null);
    expect((await found(dataDir)).map(([invariant, stream]) => [invariant, stream])).toEqual([['I-10', 'rubble']]);
  });
});

describe('of the read models, it names', () => {
  const faults: readonly (readonly [string, string, (request: string) => readonly unknown[]])[] = [
    [
      'a row that was changed',
      `update requests set state = 'executed', due_at = null where request = '<closed>'`,
      (request) => ['I-11', `place-${request}`, null, null, 'requests: a row differs from the log in state'],
    ],
    [
      'a state that was sealed for another row',
      `update requests set sealed = (select sealed from requests where request <> '<closed>') where request = '<closed>'`,
      (request) => ['I-11', `place-${request}`, null, null, 'requests: a row differs from the log in sealed'],
    ],
    [
      'a row that is missing',
      `delete from milestones where request = '<closed>' and milestone = 'closed'`,
      (request) => ['I-11', `place-${request}`, null, null, 'milestones: a row that the log gives is missing'],
    ],
    [
      'a row too many',
      `insert into inbox select '<closed>', action, audience, unit, procedure, since, due from inbox limit 1`,
      (request) => ['I-11', `place-${request}`, null, null, 'inbox: a row that the log does not give'],
    ],
    [
      'an effect that was said to be sent',
      `insert into effects select '00000000-0000-4000-8000-000000000000', request, asked, kind, template, state, at, folded
         from effects where request = '<closed>' limit 1`,
      () => [
        'I-11',
        'effect-00000000-0000-4000-8000-000000000000',
        null,
        null,
        'effects: a row that the log does not give',
      ],
    ],
    [
      'a checkpoint ahead of the log',
      'update checkpoint set position = position + 1',
      () => ['I-12', null, null, 58, 'the read models are ahead of the log (57)'],
    ],
  ];

  it.each(faults)('%s', async (_name, sql, expected) => {
    const dataDir = await spoilt();
    const { closed } = folder.requests;
    spoil(dataDir, 'readModels', (db) => {
      db.exec(sql.replaceAll('<closed>', closed));
    });
    expect(await found(dataDir)).toEqual([expected(closed)]);
  });

  it('a milestone that was moved in time', async () => {
    const dataDir = await spoilt();
    spoil(dataDir, 'readModels', (db) => {
      db.exec(
        `update milestones set day = '2020-01-01' where request = '${folder.requests.closed}' and milestone = 'opened'`,
      );
    });
    expect((await found(dataDir)).map(([invariant, , , , what]) => [invariant, what])).toEqual([
      ['I-11', 'milestones: a row differs from the log in day'],
    ]);
  });
});

describe('of the effects, it names', () => {
  it('a second success', async () => {
    const dataDir = await spoilt();
    const { stream, caseId: request, data } = eventOf('EffectSucceeded');
    const event = await forge(dataDir, { stream, request, type: 'EffectSucceeded', data });
    expect(await found(dataDir)).toEqual([
      ['I-15', stream, event.revision, event.position, 'EffectSucceeded in phase sent'],
    ]);
  });

  it('another attempt after the success', async () => {
    const dataDir = await spoilt();
    const { stream, caseId: request, data } = eventOf('EffectAttempted');
    const event = await forge(dataDir, { stream, request, type: 'EffectAttempted', data });
    expect(await found(dataDir)).toEqual([
      ['I-15', stream, event.revision, event.position, 'EffectAttempted in phase sent'],
    ]);
  });

  it('an effect that nothing asks for', async () => {
    const dataDir = await spoilt();
    const { caseId: request, data } = eventOf('EffectClaimed');
    const event = await forge(dataDir, { stream: `effect-${randomUUID()}`, request, type: 'EffectClaimed', data });
    expect(await found(dataDir)).toEqual([
      ['I-14', event.stream, 0, event.position, 'nothing in the log asks for this effect'],
    ]);
  });

  it('an effect that is carried out as another', async () => {
    const dataDir = await spoilt();
    const { stream, caseId: request, data } = eventOf('EffectClaimed');
    const positions = events.filter((one) => one.stream === stream).map(({ position }) => position);
    spoilLog(dataDir, `delete from events where position in (${positions.join()})`);
    const event = await forge(dataDir, {
      stream,
      request,
      type: 'EffectClaimed',
      data: { ...data, recipient: { role: 'unit', unit: 'x' } },
    });
    expect((await found(dataDir)).filter(([invariant]) => invariant === 'I-14')).toEqual([
      ['I-14', stream, 0, event.position, 'it was claimed as another effect than was asked for'],
    ]);
  });
});

describe('of the signed forms, it names', () => {
  const formOf = (dataDir: string): string =>
    join(dataDir, 'forms', readdirSync(join(dataDir, 'forms')).sort()[0] ?? '');
  const submitted = (file: string): LoggedEvent =>
    events
      .filter(({ type }) => type === 'FormSubmitted')
      .find(({ data }) => file.includes((data as Form).form.sha256)) ?? inTheMiddle();

  it('one that is gone', async () => {
    const dataDir = await spoilt();
    const file = formOf(dataDir);
    rmSync(file);
    const { stream, revision, position, data } = submitted(file);
    expect(await found(dataDir)).toEqual([
      ['I-17', stream, revision, position, `the form ${(data as Form).form.sha256} is not in the folder`],
    ]);
  });

  it('one whose bytes are others', async () => {
    const dataDir = await spoilt();
    const file = formOf(dataDir);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(999) ^ 1, 999);
    writeFileSync(file, bytes);
    const { stream, revision, position, data } = submitted(file);
    expect(await found(dataDir)).toEqual([
      ['I-17', stream, revision, position, `the form ${(data as Form).form.sha256} is not the bytes that were signed`],
    ]);
  });

  it('one that says something else than the case, or is of another length', async () => {
    const dataDir = await spoilt();
    const request = folder.requests.decided;
    const bytes = Buffer.from('%PDF-1.7 of someone else');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await keep(dataDir, request, sha256, bytes);
    const { data } = eventOf('FormSubmitted', 'closed');
    const form = { ...(data as Form).form, sha256, bytes: bytes.length + 1 };
    const event = await forge(dataDir, {
      stream: streamOf('decided'),
      request,
      type: 'FormSubmitted',
      data: { ...data, form },
    });
    const place = ['I-17', event.stream, event.revision, event.position];
    expect(await found(dataDir)).toEqual([
      [...place, `the form ${sha256} is 24 bytes long, not 25`],
      [...place, expect.stringMatching(`^the form ${sha256} comes out as [0-9a-f]{64} when it is drawn again$`)],
    ]);
  });
});

interface Form {
  readonly form: { readonly sha256: string; readonly bytes: number };
}

async function keep(dataDir: string, request: string, sha256: string, bytes: Buffer): Promise<void> {
  const reading = FolderForReading.open(dataDir, null);
  const key = await reading.keys.existing(requestOwner(request));
  if (key === null) throw new Error('no key');
  await new FormStore(reading.file('forms')).put(sha256, bytes, key.key);
  await reading.close();
}

describe('a folder that cannot be opened', () => {
  it('is refused in one line: nothing there', async () => {
    const dataDir = await temporaryFolder();
    expect(await cli(['check', dataDir])).toEqual({
      code: 2,
      out: [''],
      err: `DATA_DIR: ${dataDir} holds no log; name the folder that the program keeps its data in`,
    });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is refused in one line: another key, a missing key, a file that is none', async () => {
    const dataDir = await spoilt();
    const other = join(dataDir, 'other');
    writeFileSync(other, '0'.repeat(64));
    const wrong = await cli(['check'], { DATA_DIR: dataDir, KEK_FILE: other });
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(/^.*keys\.db was made with another key-encryption key.*$/),
    ]);
    rmSync(join(dataDir, 'kek'));
    const missing = await cli(['check', dataDir]);
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/^KEK_FILE: the key file .* is missing.*$/)]);
  });
});
