import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from './people';
import { About, allProcedures, inForce, ProcedureView, Walk } from './walk';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
});

interface Deciding {
  readonly procedure: string;
  readonly designee: boolean;
  readonly parties: readonly string[];
  readonly about: () => Promise<Omit<About, 'procedure'>>;
}

const of = (patient: string, guardians?: readonly string[]) => () => Promise.resolve({ patient, guardians });

/** api.md 3: who decides, and whom it may consult beyond the head of operations. */
const rows: readonly Deciding[] = [
  {
    procedure: 'extension.minor',
    designee: true,
    parties: ['guardian', 'staff', 'child'],
    about: of(people.fifteen.child),
  },
  {
    procedure: 'extension.guardian',
    designee: true,
    parties: ['child', 'guardian', 'staff'],
    about: of(people.fourteen.child, [people.fourteen.guardians[0]]),
  },
  {
    procedure: 'extension-end',
    designee: true,
    parties: ['child', 'guardian', 'staff'],
    about: async () => {
      const patient = people.leapDay.child;
      await inForce(program, { procedure: 'extension.minor', patient });
      return { patient };
    },
  },
  {
    procedure: 'block',
    designee: false,
    parties: ['child', 'social-services', 'staff'],
    about: of(people.nine.child, people.nine.guardians),
  },
  {
    procedure: 'block-renewal',
    designee: true,
    parties: ['child', 'social-services', 'staff'],
    about: async () => {
      const { child: patient, guardians } = people.eight;
      await inForce(program, { procedure: 'block', patient, guardians });
      const decision: About['decision'] = (view) => ({
        guardians: view.guardians.map(({ id }) => ({ guardian: id, outcome: 'continue' })),
      });
      return { patient, decision };
    },
  },
  {
    procedure: 'block-end',
    designee: true,
    parties: ['child', 'social-services', 'staff'],
    about: async () => {
      const { child: patient, guardians } = people.oneGuardian;
      await inForce(program, { procedure: 'block', patient, guardians });
      return { patient };
    },
  },
  {
    procedure: 'seal.protected-identity',
    designee: false,
    parties: ['child', 'social-services', 'staff'],
    about: of(people.protectedChild.child),
  },
  { procedure: 'seal.staff', designee: false, parties: ['patient', 'staff'], about: of(people.eighteen.child) },
  {
    procedure: 'unseal.staff',
    designee: false,
    parties: ['patient', 'child', 'social-services', 'staff'],
    about: async () => {
      const patient = people.adult.child;
      await inForce(program, { procedure: 'seal.staff', patient });
      return { patient };
    },
  },
];

const everyParty = ['head-of-operations', 'guardian', 'child', 'patient', 'social-services', 'staff'];

describe('the table of deciders', () => {
  it('has every procedure that is not by right, with the parties that the program names', async () => {
    const named = (await allProcedures(program)).filter(({ consults }) => consults.length > 0);
    expect(rows.map(({ procedure }) => procedure)).toEqual(named.map(({ procedure }) => procedure));
    const parties = ({ consults }: ProcedureView) => consults.map(({ party }) => party);
    expect(rows.map((row) => ['head-of-operations', ...row.parties])).toEqual(named.map(parties));
    expect(named.map(({ consults }) => consults.filter((one) => one.required).length)).toEqual(rows.map(() => 1));
  });
});

describe.each(rows)('$procedure', ({ procedure, designee, parties, about }) => {
  let walk: Walk;
  beforeAll(async () => {
    walk = await Walk.open(program, { procedure, ...(await about()) });
    await walk.assess();
  });

  it('hears the parties of its row and no other, and the head of operations before it is decided', async () => {
    for (const party of everyParty.filter((one) => one !== 'head-of-operations' && !parties.includes(one))) {
      const problem = problemOf(await walk.sendConsultation(party), 400, 'invalid-body');
      expect(problem.errors?.map(({ pointer, code }) => [pointer, code])).toEqual([['/party', 'not-an-option']]);
    }
    for (const party of parties) await walk.consult(party);
    expect(walk.view.state).toBe('assessed');
    problemOf(await walk.sendDecision(), 409, 'consultation-missing');
    await walk.consult();
    expect(walk.view.state).toBe('consulted');
    await walk.consult(parties[0]);
    expect(walk.view.consultations.map(({ party }) => party)).toEqual([...parties, 'head-of-operations', parties[0]]);
  });

  it(designee ? 'may be decided by a designee' : 'is closed to a designee', async () => {
    problemOf(await walk.sendDecision({}, 'clinician2-partille'), 403, 'no-mandate');
    problemOf(await walk.sendDecision({}, 'clinician-partille'), 403, 'no-mandate');
    problemOf(await walk.sendDecision({}, 'executor'), 403, 'not-authorized');
    problemOf(await walk.sendDecision({}, 'head-lerum'), 404, 'not-found');
    const former = await walk.sendDecision({}, 'former-designee-partille');
    if (procedure.startsWith('extension.')) problemOf(former, 403, 'delegation-not-valid');
    else problemOf(former, 403, 'no-mandate');
    const decided = await walk.sendDecision({}, 'designee-partille');
    if (!designee) {
      problemOf(decided, 403, 'no-mandate');
      return;
    }
    expect(decided.status).toBe(200);
    expect(decided.body.decision).toMatchObject({
      capacity: 'designee',
      by: { name: 'Per Rosén', onBehalfOf: 'SE2321000131-P000000990103' },
    });
  });
});

describe('whoever assessed', () => {
  const about = { procedure: 'extension.minor', patient: people.thirteen.child };
  const answers = { EM1: true, EM2: true, EM3: true, EM4: 'not-consulted-with-reason', EM5: true };
  const body = {
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { answer, note: 'Se journalen.' }])),
  };

  it('does not decide as a designee, whatever the reason', async () => {
    const walk = await Walk.open(program, about);
    await walk.story.assess(body, 'designee-partille');
    await walk.consult();
    problemOf(await walk.sendDecision({}, 'designee-partille'), 409, 'same-person');
    problemOf(await walk.sendDecision({ treatingReason: 'Ensam.' }, 'designee-partille'), 409, 'same-person');
    await walk.story.withdraw();
  });

  it('decides as the head only with the reason why it treats too', async () => {
    const walk = await Walk.open(program, about);
    await walk.story.assess(body, 'head-partille');
    await walk.consult();
    problemOf(await walk.sendDecision(), 409, 'same-person');
    await walk.decide({ treatingReason: 'Ensam läkare på mottagningen.' });
    expect(walk.view.decision).toMatchObject({ capacity: 'head', treatingReason: 'Ensam läkare på mottagningen.' });
  });
});
