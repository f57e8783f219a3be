import {
  bring,
  call,
  child,
  clinician,
  executor,
  Member,
  members,
  open,
  stage,
  Stage,
} from '../support/authority-cast';
import { Case } from '../support/case';
import { Answer, problemOf } from '../support/client';
import { InboxItem, Page, View } from '../support/contract';
import { RunningProgram } from '../support/program';
import { blockAnswers, grounds, opinion, partille, urgentCaller, contact } from '../support/samples';
import {
  ableRoles,
  At,
  expected,
  mayEver,
  mayRead,
  ofOpenings,
  ofQuestions,
  ofRequests,
  OfRequests,
  RoleName,
} from '../support/who-may-what';

type ActionName = Exclude<OfRequests, 'view' | 'history' | 'form' | 'form-draft' | 'preview'>;

/** How a case stands, as far as the expectations go. `sent`: the executor has had it. `correctors`: who has done a step
 *  that can be corrected. */
interface Prepared {
  readonly name: string;
  readonly story: Case;
  readonly sent: boolean;
  readonly next: ActionName | null;
  readonly form: 'none' | 'draft' | 'sent';
  readonly correctors: readonly RoleName[];
}

const names = ['registered', 'consulted', 'decided', 'submitted', 'returned', 'executed', 'closed', 'called'] as const;
type Name = (typeof names)[number];

const told: Readonly<Record<Name, Omit<Prepared, 'name' | 'story'>>> = {
  registered: { sent: false, next: 'assessment', form: 'none', correctors: [] },
  consulted: { sent: false, next: 'decision', form: 'none', correctors: ['staff'] },
  decided: { sent: false, next: 'submission', form: 'draft', correctors: ['staff'] },
  submitted: { sent: true, next: 'execution', form: 'sent', correctors: ['staff'] },
  returned: { sent: true, next: 'submission', form: 'draft', correctors: ['staff'] },
  executed: { sent: true, next: 'documentation', form: 'sent', correctors: ['staff', 'executor'] },
  closed: { sent: true, next: null, form: 'sent', correctors: ['staff', 'executor'] },
  called: { sent: true, next: 'execution', form: 'none', correctors: [] },
};

const key = { 'idempotency-key': 'opened-by-a-guardian-to-be' };
let program: RunningProgram;
let forget: Stage['forget'];
let cases: ReadonlyMap<Name, Prepared>;
/** Opened by the guardian to be, before anybody could know. */
let ownOpening: Case;

const prepared = (name: Name): Prepared => {
  const one = cases.get(name);
  if (one === undefined) throw new Error(`no case ${name}`);
  return one;
};

/** All are opened under the first register, and worked under the second. */
async function prepare({ program: of, change }: Stage): Promise<ReadonlyMap<Name, Prepared>> {
  const stories = new Map<Name, Case>();
  for (const [index, name] of names.entries())
    stories.set(name, await (name === 'called' ? call(of, index + 1) : open(of, index + 1)));
  ownOpening = await open(of, 11, 'new-staff', key);
  await change();
  const work = async ([name, story]: readonly [Name, Case]): Promise<readonly [Name, Prepared]> => {
    if (name === 'returned') await (await bring(story, 'submitted')).sendBack({}, executor);
    else if (name !== 'called') await bring(story, name);
    return [name, { name, story, ...told[name] }];
  };
  return new Map(await Promise.all([...stories].map(work)));
}

beforeAll(async () => {
  const staged = await stage();
  program = staged.program;
  forget = staged.forget;
  cases = await prepare(staged);
}, 60_000);

const at = (member: Member, { sent }: Pick<Prepared, 'sent'>): At => ({
  roles: member.roles,
  own: member.unit === partille,
  sent,
  party: member.relation !== 'none',
});

const outcome = ({ status, body }: Answer): string => {
  const { code } = body as { code?: string };
  return code === undefined ? String(status) : `${String(status)} ${code}`;
};

/** `persona: what came, what should have come`, for those where the two differ. */
async function differences(
  ask: (member: Member) => Promise<readonly (readonly [what: string, came: string, should: string])[]>,
): Promise<readonly string[]> {
  const all: string[] = [];
  const asked = async (member: Member) => {
    for (const [what, came, should] of await ask(member))
      if (came !== should) all.push(`${member.persona} ${what}: ${came}, should be ${should}`);
  };
  await Promise.all(members.map(asked));
  return all.sort();
}

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
          ['history', await get('/history'), reading('history', 'history', member, one)],
          ['preview', await get('/preview'), reading('preview', 'preview', member, one, previewed)],
          ...(drawn ? [['form', await get('/form'), reading(formAct, 'form', member, one, form)] as const] : []),
        ];
      }),
    ).toEqual([]);
  });

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

const now = '2026-11-20T08:00:00.000Z';
const held = { with: 'Lena Sund', heldAt: now, opinion };

/** Bodies without fault. */
const faultless = (one: Prepared): Readonly<Record<Exclude<ActionName, 'correction'>, object>> => ({
  assessment: { answers: blockAnswers, recommendation: 'grant' },
  consultation: { party: 'head-of-operations', ...held },
  decision: { outcome: 'granted', grounds },
  submission: { signature: { method: 'decision-record' } },
  execution: { receipts: [{ item: one.story.view.execution.plan[0]?.item, performedAt: now }] },
  return: { reason: 'x', errors: [] },
  documentation: { recordSystem: 'Melior', documentedAt: now },
  withdrawal: { reason: 'x' },
});

/** Bodies with a fault that is judged after the authority and the state, so that nothing is changed; null = there is none,
 *  and the call is sent without a revision. */
const faulty = {
  assessment: [{ answers: { X0: { answer: true } }, recommendation: 'grant' }, '400 invalid-body'],
  consultation: [{ party: 'patient', ...held }, '400 invalid-body'],
  decision: [{ outcome: 'granted', grounds, validUntil: '2027-01-01' }, '400 invalid-body'],
  submission: [
    { signature: { method: 'paper', signedAt: now, signedBy: 'x', formSha256: '0'.repeat(64) } },
    '409 form-changed',
  ],
  execution: [{ receipts: [{ item: 'no-such-item', performedAt: now }] }, '400 invalid-body'],
  return: null,
  documentation: null,
  withdrawal: null,
  correction: null,
} as const satisfies Record<ActionName, readonly [object, string] | null>;

const corrections = {
  execution: { step: 'execution', reason: 'x', receipts: [{ item: 'no-such-item', voided: true }] },
  consultation: { step: 'consultation', reason: 'x', revision: 3, ...held },
  documentation: { step: 'documentation', reason: 'x', recordSystem: 'x', documentedAt: now },
} as const;

/** A correction of a step that has been done, of one that the caller's role did where there is one; of none, any of theirs. */
function correctionBy({ roles, unit }: Member, { correctors, name }: Prepared): object {
  const own = unit === partille;
  const clerk = roles.includes('staff') || roles.includes('decision-maker');
  if (correctors.length === 0) return clerk && own ? corrections.documentation : corrections.execution;
  const mine = correctors.filter((role) => roles.includes(role));
  if (mine[0] === 'executor' || !correctors.includes('staff')) return corrections.execution;
  return name === 'closed' ? corrections.documentation : corrections.consultation;
}

const isDone = (action: ActionName): action is 'correction' => action === 'correction';

/** The roles that may take the action there; a correction those alone that did something. */
function should(action: ActionName, member: Member, one: Prepared): ReturnType<typeof expected> {
  const want = expected(action, at(member, one));
  if (typeof want === 'string' || !isDone(action) || one.correctors.length === 0) return want;
  const able = want.filter((role) => one.correctors.includes(role));
  return able.length === 0 ? 'not-authorized' : able;
}

async function tried(member: Member, one: Prepared): Promise<readonly (readonly [string, string, string])[]> {
  const client = program.as(member.persona);
  const { path, last } = one.story;
  const current = { 'if-match': last.etag };
  const view = mayRead(at(member, one)) ? await client.get<View>(path) : null;
  const rows: (readonly [string, string, string])[] = [];
  for (const action of Object.keys(faulty) as ActionName[]) {
    const body = isDone(action) ? correctionBy(member, one) : faultless(one)[action];
    const send = async (what: object, headers: object) =>
      outcome(await client.post(`${path}/${action}`, what, headers as Record<string, string>));
    if (view === null || !mayEver(ofRequests[action], member.roles)) {
      const why = mayEver(ofRequests[action], member.roles) ? absent : never;
      rows.push([action, await send(body, current), why]);
      if (member.relation === 'none') continue;
      rows.push([`${action} without a revision`, await send(body, {}), why]);
      rows.push([`${action} of a stale revision`, await send(body, { 'if-match': '"99"' }), why]);
      continue;
    }
    const hint = view.body.allowedActions.find((each) => each.action === action);
    const because = hint?.because ?? 'allowed';
    const barred = should(action, member, one) === 'not-authorized';
    rows.push([`${action} hint`, because === 'not-authorized' ? 'barred' : 'open', barred ? 'barred' : 'open']);
    const drawn = action !== 'submission' || member.roles.length === 1;
    if (hint?.allowed === true && drawn) rows.push([action, ...(await allowedOne(action, send, current))]);
    else if (hint?.allowed === false) rows.push([action, await send(body, current), `${statusOf(because)} ${because}`]);
  }
  return rows;
}

async function allowedOne(
  action: ActionName,
  send: (body: object, headers: object) => Promise<string>,
  current: object,
): Promise<readonly [string, string]> {
  const fault = faulty[action];
  if (fault === null) {
    const body = isDone(action) ? corrections.execution : { reason: 'x', errors: [] };
    const whole = action === 'documentation' ? { recordSystem: 'x', documentedAt: now } : body;
    const { errors, ...withdrawn } = { errors: [], ...whole };
    const sent = action === 'return' ? { ...withdrawn, errors } : withdrawn;
    return [await send(sent, {}), '428 precondition-required'];
  }
  const [body, code] = fault;
  return [await send(body, current), code];
}

const statusOf = (code: string): string =>
  ['not-authorized', 'no-mandate', 'delegation-not-valid'].includes(code) ? '403' : '409';

describe('lists, inbox and figures', () => {
  const everything = () => [...cases.values(), { name: 'own opening', story: ownOpening, ...told.registered }];

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
        return [['inbox', String(answer.body.items.map(({ request }) => request.id).sort()), String(ids)]];
      }),
    ).toEqual([]);
  });

  it('count no case of a party’s, and no other unit’s', async () => {
    expect(
      await differences(async (member) => {
        const answer = await program.as(member.persona).get<{ rows: { opened: number }[] }>('/v1/reports/volumes');
        if (!mayEver(ofQuestions.reports, member.roles)) return [['volumes', outcome(answer), never]];
        const counted = everything().filter((one) => mayRead({ ...at(member, one), sent: false })).length;
        const opened = answer.body.rows.reduce((sum, row) => sum + row.opened, 0);
        return [['volumes', String(opened), String(counted)]];
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
        return [['access', outcome(answer), ever ? party : never]];
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
    for (const route of [path, '/v1/inbox', '/v1/procedures', '/v1/reports/volumes'])
      problemOf(await client.get(route), 403, 'not-authorized');
  });
});
