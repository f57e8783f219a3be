import { Answer } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from './people';
import { About, allProcedures, inForce, openingOf, sendCall, sendOpening, Walk } from './walk';
import { lerum, partille } from './workplaces';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
});

interface Race extends About {
  readonly given?: About;
}

const races: readonly Race[] = [
  { procedure: 'extension.minor', patient: people.fifteen.child },
  { procedure: 'extension.guardian', patient: people.fourteen.child, guardians: [people.fourteen.guardians[0]] },
  {
    procedure: 'extension-end',
    patient: people.leapDay.child,
    given: { procedure: 'extension.minor', patient: people.leapDay.child },
  },
  { procedure: 'block', patient: people.nine.child, guardians: people.nine.guardians },
  {
    procedure: 'block-renewal',
    patient: people.eight.child,
    given: { procedure: 'block', patient: people.eight.child, guardians: people.eight.guardians },
    decision: ({ guardians }) => ({ guardians: guardians.map(({ id }) => ({ guardian: id, outcome: 'end' })) }),
  },
  {
    procedure: 'block-end',
    patient: people.oneGuardian.child,
    given: { procedure: 'block', patient: people.oneGuardian.child, guardians: people.oneGuardian.guardians },
  },
  { procedure: 'seal.protected-identity', patient: people.protectedChild.child },
  { procedure: 'seal.staff', patient: people.eighteen.child },
  { procedure: 'seal.patient', patient: people.seventeen.child },
  {
    procedure: 'unseal.staff',
    patient: people.adult.child,
    given: { procedure: 'seal.staff', patient: people.adult.child },
  },
  {
    procedure: 'unseal.patient',
    patient: people.sixteen.child,
    given: { procedure: 'seal.patient', patient: people.sixteen.child },
  },
];

const codeOf = ({ body, status }: Answer<View>): string | number =>
  status === 201 ? body.state : ((body as unknown as { code?: string }).code ?? status);

/** How many of these requests were granted, as the auditor finds them. */
async function granted(procedure: string, patient: string): Promise<number> {
  const answer = await program
    .as('auditor')
    .post<{ items: View[] }>('/v1/requests/search', { patient, procedure, outcome: 'granted' });
  return answer.body.items.length;
}

describe('two openings of the same thing at the same instant', () => {
  it('are tried for every procedure', async () => {
    expect(races.map(({ procedure }) => procedure)).toEqual(
      (await allProcedures(program)).map(({ procedure }) => procedure),
    );
  });

  it.each(races)('leave one $procedure, and one grant', async (race) => {
    if (race.given !== undefined) await inForce(program, race.given);
    const both = await Promise.all(
      ['clinician-partille', 'clinician2-partille'].map((who) => sendOpening(program, race, who)),
    );
    expect(both.map(codeOf).sort()).toEqual(['duplicate-request', 'registered']);
    const id = both.find(({ status }) => status === 201)?.body.id ?? '';
    const walk = await Walk.find(program, id, race);
    const late = both.find(({ status }) => status !== 201)?.body as unknown as { existing?: string };
    expect(late.existing).toBe(id);
    await walk.to('executed');
    expect(await granted(race.procedure, race.patient)).toBe(1);
  });

  it('leave one across two units where the measure takes the whole account', async () => {
    const about = { procedure: 'block', patient: people.ofStaff.child, guardians: people.ofStaff.guardians };
    const both = await Promise.all([partille, lerum].map((at) => sendOpening(program, { ...about, at })));
    expect(both.map(codeOf).sort()).toEqual(['duplicate-request', 'registered']);
  });

  it('are two things where each unit extends for itself', async () => {
    const about = { procedure: 'extension.minor', patient: people.thirteen.child };
    const both = await Promise.all([partille, lerum].map((at) => sendOpening(program, { ...about, at })));
    expect(both.map(codeOf)).toEqual(['registered', 'registered']);
  });

  it('leave one call where two nurses call', async () => {
    const about = { procedure: 'block', patient: people.infant.child, guardians: [people.infant.guardians[0]] };
    const both = await Promise.all(
      ['executor', 'executor2', 'clinician-partille'].map((who) => sendCall(program, about, who)),
    );
    expect(both.map(codeOf).sort()).toEqual(['called', 'duplicate-request', 'duplicate-request']);
  });

  it('let a call through beside an ordinary request, which is then refused at its decision', async () => {
    const about = { procedure: 'seal.staff', patient: people.justThirteen.child };
    const [ordinary, call] = await Promise.all([sendOpening(program, about), sendCall(program, about)]);
    expect(call.status).toBe(201);
    expect(['registered', 'duplicate-request']).toContain(codeOf(ordinary));
    const other = { procedure: 'seal.protected-identity', patient: people.newborn.child };
    const slow = await Walk.open(program, other);
    await slow.to('consulted');
    const quick = await Walk.call(program, other);
    expect(quick.view.warnings.map(({ code }) => code)).toContain('open-request-exists');
    await quick.to('executed');
    expect(codeOf(await slow.sendDecision())).toBe('measure-already-in-force');
  });

  it('are one opening where they carry the same key: the second repeats the answer of the first', async () => {
    const body = openingOf({ procedure: 'seal.staff', patient: people.justEighteen.child });
    const clinician = program.as('clinician-partille');
    const send = () => clinician.post<View>('/v1/requests', body, { 'idempotency-key': 'twice-at-once' });
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[0]?.body).toEqual(both[1]?.body);
    expect(both.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(1);
  });
});

describe('at the same instant', () => {
  it('two decisions are one: the other comes too late', async () => {
    const walk = await Walk.open(program, { procedure: 'extension.minor', patient: people.twinTwo.child });
    await walk.to('consulted');
    const both = await Promise.all([walk.sendDecision(), walk.sendDecision({}, 'designee-partille')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await walk.story.read()).revision).toBe(4);
  });

  it('an ordinary request is not granted beside a call in hand, whether that has been executed yet or not', async () => {
    const patient = people.twinOne.child;
    const slow = await Walk.open(program, { procedure: 'seal.staff', patient });
    await slow.to('consulted');
    const call = await Walk.call(program, { procedure: 'seal.staff', patient });
    const [executed, decided] = await Promise.all([call.sendReceipts(call.story.missing()), slow.sendDecision()]);
    expect(executed.status).toBe(200);
    expect(['duplicate-request', 'measure-already-in-force']).toContain(codeOf(decided));
    expect(await granted('seal.staff', patient)).toBe(0);
  });
});
