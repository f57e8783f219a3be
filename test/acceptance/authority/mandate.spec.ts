import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { access, inboxFor, search } from '../../support/asking';
import { Case, openBody } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { families, grounds, opinion, partille } from '../../support/samples';

const decision = { outcome: 'granted', grounds };

describe('four eyes', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  });

  it('are two persons’: whoever assessed does not decide', async () => {
    const story = await Case.open(program, {}, 'head-partille');
    await story.assess({}, 'head-partille');
    await story.consult();
    problemOf(await story.send('head-partille', 'decision', decision), 409, 'same-person');
    const blank = await story.send('head-partille', 'decision', { ...decision, treatingReason: ' ' });
    problemOf(blank, 400, 'invalid-body');
    await story.decide({ treatingReason: 'Enda läkaren i tjänst.' }, 'head-partille');
    expect(story.view.decision).toMatchObject({ treatingReason: 'Enda läkaren i tjänst.', capacity: 'head' });
  });

  it('are not needed between opening and deciding', async () => {
    const { child, guardians } = families.infant;
    const story = await Case.open(program, { patient: child, guardians }, 'head-partille');
    await story.assess();
    await story.consult({}, 'head-partille');
    await story.decide({}, 'head-partille');
    expect(story.view.decision?.treatingReason ?? null).toBeNull();
  });

  it('are never waived for a designee', async () => {
    const { child, guardians } = families.oneGuardian;
    const begun = await Case.open(program, { patient: child, guardians });
    await begun.to('executed');
    const story = await Case.open(program, { procedure: 'block-end', patient: child, guardians: [] });
    const answers = { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } };
    await story.assess({ answers }, 'designee-partille');
    await story.consult();
    const own = await story.send('designee-partille', 'decision', { ...decision, treatingReason: 'Brådska.' });
    problemOf(own, 409, 'same-person');
    expect((await story.read('designee-partille')).allowedActions).toContainEqual({
      action: 'decision',
      allowed: false,
      because: 'same-person',
    });
    await story.decide();
  });
});

describe('a delegation', () => {
  const day = { from: '2026-11-20', until: '2026-11-21' };
  const delegated = { to: 'd', unit: partille, procedures: ['block-end'], ...day };
  let program: RunningProgram;
  let story: Case;

  beforeAll(async () => {
    const file = join(await temporaryFolder(), 'directory.json');
    await writeFile(file, JSON.stringify(directory));
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z', env: { DIRECTORY_FILE: file } });
    const begun = await Case.open(program, {}, 'karin');
    await begun.assess({}, 'karin');
    await begun.consult({}, 'karin');
    await begun.decide({}, 'lena');
    await begun.submit({}, 'karin');
    await begun.execute();
    story = await Case.open(program, { procedure: 'block-end', guardians: [] }, 'karin');
    await story.assess({ answers: { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } } }, 'karin');
    await story.consult({}, 'karin');
  });

  it.each([
    ['is no mandate where there is none', 'karin', 'no-mandate'],
    ['is no mandate for another procedure', 'renewals-only', 'no-mandate'],
    ['is not valid before it begins', 'from-tomorrow', 'delegation-not-valid'],
    ['is not valid after it has expired', 'until-yesterday', 'delegation-not-valid'],
    ['is not valid at another unit than its own', 'of-another-unit', 'delegation-not-valid'],
  ] as const)('%s', async (_, by, code) => {
    problemOf(await story.send(by, 'decision', decision), 403, code);
    expect((await story.read(by)).allowedActions).toContainEqual({ action: 'decision', allowed: false, because: code });
    expect(await inboxFor(story, by)).toEqual([]);
  });

  it('never reaches a procedure that is closed to designees', async () => {
    const { child, guardians } = families.infant;
    const block = await Case.open(program, { patient: child, guardians }, 'karin');
    await block.assess({}, 'karin');
    await block.consult({}, 'karin');
    problemOf(await block.send('valid-today', 'decision', decision), 403, 'no-mandate');
  });

  it('is valid through its last day and not the day after, by Swedish time', async () => {
    expect(await inboxFor(story, 'valid-today')).toEqual(['decision']);
    await program.moveClock('2026-11-21T22:59:00Z');
    expect(await inboxFor(story, 'valid-today')).toEqual(['decision']);
    await program.moveClock('2026-11-21T23:01:00Z');
    problemOf(await story.send('valid-today', 'decision', decision), 403, 'delegation-not-valid');
    expect(await inboxFor(story, 'valid-today')).toEqual([]);
  });

  it('is valid from its first day, and its use is told', async () => {
    await story.decide({}, 'from-tomorrow');
    expect(story.view.decision).toMatchObject({
      capacity: 'designee',
      by: { onBehalfOf: hsaId('lena'), role: 'staff', name: 'from-tomorrow' },
    });
    expect((await story.history('karin')).at(-1)?.actor).toMatchObject({ onBehalfOf: hsaId('lena') });
  });

  const names = [
    'karin',
    'lena',
    'renewals-only',
    'from-tomorrow',
    'until-yesterday',
    'of-another-unit',
    'valid-today',
  ];
  const hsaId = (name: string) => `SE2321000131-P0000009902${String(names.indexOf(name)).padStart(2, '0')}`;
  const member = (name: string, role = 'staff', unit = partille) => ({
    persona: name,
    hsaId: hsaId(name),
    name,
    unit,
    roles: [role],
    email: `${name}@vgr.example`,
    phone: '010 000',
    vgrId: `v902${String(names.indexOf(name)).padStart(2, '0')}`,
  });
  const unit = (id: string, name: string, head: string | null) => ({
    hsaId: id,
    name,
    kind: 'primary-care',
    recordSystem: 'Melior',
    email: 'enhet@vgr.example',
    head,
  });
  const other = 'SE2321000131-E000000990002';
  const directory = {
    provider: { hsaId: 'SE2321000131-E000000000001', name: 'Västra Götalandsregionen' },
    units: [unit(partille, 'Partille', hsaId('lena')), unit(other, 'Lerum', null)],
    staff: [
      ...names.map((name) => member(name, name === 'lena' ? 'decision-maker' : 'staff')),
      {
        ...member('karin', 'executor', other),
        hsaId: 'SE2321000131-P000000990290',
        persona: 'executor',
        vgrId: 'v90290',
      },
    ],
    delegations: [
      { ...delegated, to: hsaId('renewals-only'), procedures: ['block-renewal'] },
      { ...delegated, to: hsaId('from-tomorrow'), from: '2026-11-21', until: '2026-12-31' },
      { ...delegated, to: hsaId('until-yesterday'), from: '2026-01-01', until: '2026-11-19' },
      { ...delegated, to: hsaId('of-another-unit'), unit: other },
      { ...delegated, to: hsaId('valid-today') },
      { ...delegated, to: hsaId('valid-today'), procedures: ['block'] },
    ].map((one) => ({ by: hsaId('lena'), ...one })),
  };
});

describe('a party to the case', () => {
  const { child, guardians } = families.ofStaff;
  const parent = 'parent-partille';
  let program: RunningProgram;
  let story: Case;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    story = await Case.open(program, { patient: child, guardians });
  });

  it('opens none, whether named in it or guardian of its child', async () => {
    for (const named of [guardians, [guardians[1]]]) {
      const body = { ...openBody(), patient: child, guardians: named };
      problemOf(await program.as(parent).post('/v1/requests', body), 409, 'party-to-case');
    }
  });

  it('takes no step in it: for them there is no such case', async () => {
    const heldAt = await program.now();
    const steps: readonly (readonly [string, object])[] = [
      ['assessment', { answers: {}, recommendation: 'refuse' }],
      ['consultation', { party: 'child', with: 'x', heldAt, opinion }],
      ['submission', { signature: { method: 'decision-record' } }],
      ['documentation', { recordSystem: 'Melior', documentedAt: heldAt }],
      ['withdrawal', { reason: 'x' }],
      ['correction', { step: 'documentation', reason: 'x', recordSystem: 'Melior', documentedAt: heldAt }],
    ];
    for (const [command, body] of steps)
      for (const revision of [story.last.etag, null, '"9"'])
        problemOf(await story.send(parent, command, body, { 'if-match': revision }), 404, 'not-found');
  });

  it('does not learn of it', async () => {
    problemOf(await program.as(parent).get(story.path), 404, 'not-found');
    expect(await search(program, {}, parent)).toEqual([]);
    expect(await inboxFor(story, parent)).toEqual([]);
    const asked = await program.as(parent).post('/v1/access/search', { patient: child });
    problemOf(asked, 409, 'party-to-case');
  });

  it('works with all others as any colleague', async () => {
    const other = await Case.open(program, {}, parent);
    await other.assess({}, parent);
    expect((await access(program, families.infant.child, undefined, parent)).entries.length).toBeGreaterThan(0);
  });
});
