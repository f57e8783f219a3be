import { key, Made, made, Name, names, told } from '../../support/authority-cases';
import { child, clinician, differences, Member, members, stage, Stage } from '../../support/authority-cast';
import { at, outcome, Prepared, tried } from '../../support/authority-attempts';
import { problemOf } from '../../support/client';
import { InboxItem, Page, View } from '../../support/contract';
import { RunningProgram } from '../../support/program';
import { contact, partille, urgentCaller } from '../../support/samples';
import {
  ableRoles,
  expected,
  mayEver,
  mayRead,
  ofOpenings,
  ofQuestions,
  ofRequests,
  OfRequests,
} from '../../support/who-may-what';
import { until } from '../../support/until';

let program: RunningProgram;
let forget: Stage['forget'];
let cases: Made['cases'];
let ownOpening: Made['ownOpening'];
let between: Made['between'];
let later: string;

const prepared = (name: Name): Prepared => {
  const one = cases.get(name);
  if (one === undefined) throw new Error(`no case ${name}`);
  return one;
};

beforeAll(async () => {
  const staged = await stage();
  program = staged.program;
  forget = staged.forget;
  ({ cases, ownOpening, between } = await made(staged));
  later = await program.now();
}, 60_000);

const never = '403 not-authorized';
const absent = '404 not-found';

/** What a reading must answer, where nothing but authority stands in the way. */
const reading = (act: OfRequests, guard: OfRequests, member: Member, one: Prepared, otherwise = '200'): string => {
  if (!mayEver(ofRequests[guard], member.roles)) return never;
  const want = expected(act, at(member, one));
  return want === 'not-found' ? absent : want === 'not-authorized' ? never : otherwise;
};

describe.each(names)('a case that is %s', (name) => {
  it('is read by those who may, and does not exist for others', async () => {
    const one = prepared(name);
    const { path } = one.story;
    const previewed = name === 'executed' || name === 'closed' ? '409 not-allowed-in-state' : '200';
    const form = one.form === 'none' ? absent : '200';
    const formAct = one.form === 'sent' ? 'form' : 'form-draft';
    expect(
      await differences(async (member) => {
        const get = async (part: string) => outcome(await program.as(member.persona).get(`${path}${part}`));
        const drawn = one.form !== 'draft' || member.roles.length === 1;
        return [
          ['view', await get(''), reading('view', 'view', member, one)],
          ['at a revision', await get('?revision=1'), reading('view', 'view', member, one)],
          ['at an instant', await get(`?at=${later}`), reading('view', 'view', member, one)],
          ['history', await get('/history'), reading('history', 'history', member, one)],
          ['preview', await get('/preview'), reading('preview', 'preview', member, one, previewed)],
          ...(drawn ? [['form', await get('/form'), reading(formAct, 'form', member, one, form)] as const] : []),
        ];
      }),
    ).toEqual([]);
  }, 60_000);

  it('is shown whole, in part, or masked, by the role that acts', async () => {
    const one = prepared(name);
    for (const member of members.filter((each) => mayRead(at(each, one)))) {
      const able = ableRoles(ofRequests.view, at(member, one));
      const whole = able.some((role) => role !== 'executor');
      const view = await one.story.read(member.persona);
      const full = await one.story.read(clinician);
      expect([member.persona, view.assessment !== null]).toEqual([member.persona, whole && full.assessment !== null]);
      const work = ['submitted', 'called'].includes(name);
      expect([member.persona, view.patient.personalNumber?.endsWith('****')]).toEqual([
        member.persona,
        !whole && !work,
      ]);
    }
  });

  it('tells in allowedActions what then happens', async () => {
    const one = prepared(name);
    const { revision } = one.story.view;
    expect(await differences((member) => tried(member, one))).toEqual([]);
    expect((await one.story.read(clinician)).revision).toBe(revision);
  }, 60_000);
});

/** Tasks stand beside them. */
const nextSteps = (items: readonly InboxItem[]): readonly string[] =>
  items
    .filter(({ action }) => action in ofRequests && action !== 'review')
    .map(({ request }) => request.id)
    .sort();

interface Figures {
  readonly opened?: number;
  readonly step?: string;
  readonly count?: number;
}

describe('lists, inbox and figures', () => {
  const everything = () => [
    ...cases.values(),
    { name: 'own opening', story: ownOpening, ordinal: names.length, ...told.registered },
    ...between.map((story) => ({ name: 'between', story, ordinal: 0, ...told.registered, next: null })),
  ];

  it('hold what the caller may read, and nothing else', async () => {
    expect(
      await differences(async (member) => {
        const answer = await program.as(member.persona).post<Page<View>>('/v1/requests/search', { limit: 200 });
        if (!mayEver(ofQuestions.search, member.roles)) return [['search', outcome(answer), never]];
        const readable = everything().filter((one) => mayRead(at(member, one)));
        const ids = readable.map(({ story }) => story.id).sort();
        return [['search', String(answer.body.items.map(({ id }) => id).sort()), String(ids)]];
      }),
    ).toEqual([]);
  });

  it('let each caller wait for the next steps that are his or hers', async () => {
    expect(
      await differences(async (member) => {
        const answer = await program.as(member.persona).get<Page<InboxItem>>('/v1/inbox?limit=200');
        if (!mayEver(ofQuestions.inbox, member.roles)) return [['inbox', outcome(answer), never]];
        const waiting = everything().filter((one) => {
          if (one.next === null || member.relation !== 'none') return false;
          const able = ableRoles(ofRequests[one.next], at(member, one));
          return able.some((role) => one.next !== 'decision' || role === 'decision-maker');
        });
        const ids = waiting.map(({ story }) => story.id).sort();
        return [['inbox', String(nextSteps(answer.body.items)), String(ids)]];
      }),
    ).toEqual([]);
  });

  it('count no case of a party’s, and no other unit’s', async () => {
    expect(
      await differences(async (member) => {
        const ask = (name: string) => program.as(member.persona).get<{ rows: Figures[] }>(`/v1/reports/${name}`);
        const [volumes, leadTimes] = [await ask('volumes'), await ask('lead-times')];
        if (!mayEver(ofQuestions.reports, member.roles))
          return [volumes, leadTimes].map((answer) => ['report', outcome(answer), never] as const);
        const counted = everything().filter((one) => mayRead({ ...at(member, one), sent: false }));
        const opened = volumes.body.rows.reduce((sum, row) => sum + (row.opened ?? 0), 0);
        const assessed = leadTimes.body.rows.find((row) => row.step === 'assessed')?.count ?? 0;
        const worked = counted.filter(({ correctors }) => correctors.includes('staff'));
        return [
          ['volumes', String(opened), String(counted.length)],
          ['lead times', String(assessed), String(worked.length)],
        ];
      }),
    ).toEqual([]);
  });
});

describe('a question or an opening that names the child', () => {
  it('is refused by name to a party, and to nobody else', async () => {
    expect(
      await differences(async (member) => {
        const answer = await program.as(member.persona).post('/v1/access/search', { patient: child(1) });
        const ever = mayEver(ofQuestions.access, member.roles);
        const party = member.relation === 'none' ? '200' : '409 party-to-case';
        const found = await program.as(member.persona).post('/v1/persons', { number: child(1) });
        const may = mayEver(ofQuestions.persons, member.roles);
        return [
          ['access', outcome(answer), ever ? party : never],
          ['persons', outcome(found), may ? party : never],
        ];
      }),
    ).toEqual([]);
  });

  it('opens at the own unit, an executor’s call at any, and never for a party', async () => {
    const asked = { procedure: 'block', patient: child(12), unit: partille, guardians: [] };
    const bodies = {
      opening: ['/v1/requests', { ...asked, contact }],
      'urgent-opening': ['/v1/urgent-requests', { ...asked, caller: urgentCaller, responsibleHead: 'x' }],
    } as const;
    expect(
      await differences(async (member) => {
        const own = { ...at(member, { sent: false }) };
        const party = member.relation === 'named' || member.relation === 'new';
        const rows = (Object.keys(bodies) as (keyof typeof bodies)[]).map(async (act) => {
          const [path, body] = bodies[act];
          const able = ableRoles(ofOpenings[act], own).length > 0;
          const came = outcome(await program.as(member.persona).post(path, body));
          return [act, came, able ? (party ? '409 party-to-case' : '400 invalid-body') : never] as const;
        });
        return Promise.all(rows);
      }),
    ).toEqual([]);
  });
});

describe('a command sent again', () => {
  it('is not answered to whoever became a party since', async () => {
    const guardians = ownOpening.view.guardians.map(({ personalNumber }) => personalNumber?.replace('-', ''));
    const body = { procedure: 'block', patient: child(11), unit: partille, guardians, contact };
    problemOf(await program.as('new-staff').post('/v1/requests', body, key), 404, 'not-found');
    const other = { ...body, registryReference: 'x' };
    problemOf(await program.as('new-staff').post('/v1/requests', other, key), 422, 'idempotency-key-reused');
  });
});

describe('a caller whom the directory does not know', () => {
  it('is refused on every route, because nobody could tell to which cases such a caller is a party', async () => {
    const client = program.as('l-auditor');
    const { path } = prepared('registered').story;
    expect(outcome(await client.get(path))).toBe('200');
    await forget('l-auditor');
    await until(async () => outcome(await client.get('/v1/procedures')) !== '200');
    for (const route of [path, '/v1/inbox', '/v1/procedures', '/v1/reports/volumes'])
      problemOf(await client.get(route), 403, 'not-authorized');
  });
});
