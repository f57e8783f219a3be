import { Member, members } from './authority-cast';
import { Case } from './case';
import { Answer } from './client';
import { View } from './contract';
import { blockAnswers, grounds, opinion, partille } from './samples';
import { At, expected, mayEver, mayRead, ofRequests, OfRequests, RoleName } from './who-may-what';

export type ActionName = Exclude<OfRequests, 'view' | 'history' | 'form' | 'form-draft' | 'preview'>;

/** How a case stands, as far as the expectations go. `sent`: the executor has had it. `correctors`: who has done a step
 *  that can be corrected. */
export interface Prepared {
  readonly name: string;
  readonly story: Case;
  readonly sent: boolean;
  readonly next: ActionName | null;
  readonly form: 'none' | 'draft' | 'sent';
  readonly correctors: readonly RoleName[];
  /** Among the cases, from 0. */
  readonly ordinal: number;
}

export const at = (member: Member, { sent }: Pick<Prepared, 'sent'>): At => ({
  roles: member.roles,
  own: member.unit === partille,
  sent,
  party: member.relation !== 'none',
});

export const outcome = ({ status, body }: Answer): string => {
  const { code } = body as { code?: string };
  return code === undefined ? String(status) : `${String(status)} ${code}`;
};

const now = '2026-11-20T08:00:00.000Z';
const nobody = '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';
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
  siblings: { persons: [nobody] },
  review: { reviewBy: '2099-01-01', grounds },
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
  siblings: [{ persons: [nobody] }, '400 invalid-body'],
  review: [{ reviewBy: '2026-11-01', grounds }, '409 date-not-allowed'],
} as const satisfies Record<ActionName, readonly [object, string] | null>;

const actions = Object.keys(faulty) as readonly ActionName[];

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

const isCorrection = (action: ActionName): action is 'correction' => action === 'correction';

/** The roles that may take the action there; a correction those alone that did something. */
function should(action: ActionName, member: Member, one: Prepared): ReturnType<typeof expected> {
  const want = expected(action, at(member, one));
  if (typeof want === 'string' || !isCorrection(action) || one.correctors.length === 0) return want;
  const able = want.filter((role) => one.correctors.includes(role));
  return able.length === 0 ? 'not-authorized' : able;
}

/** What a guard answers before any case is looked at is tried of each caller and action at every fourth case, each time another;
 *  what a party's revision would change, at every other. */
const isTurn = (every: number, member: Member, action: ActionName, { ordinal }: Prepared): boolean =>
  (members.indexOf(member) + actions.indexOf(action) + ordinal) % every === 0;

/** Every action, sent as `allowedActions` would have it fail or pass: what came, and what should have come. */
export async function tried(member: Member, one: Prepared): Promise<readonly Row[]> {
  const client = one.story.program.as(member.persona);
  const { path } = one.story;
  const view = mayRead(at(member, one)) ? (await client.get<View>(path)).body : null;
  const rows: Row[] = [];
  for (const action of actions) {
    const isOfRoleAlone = !mayEver(ofRequests[action], member.roles);
    if (isOfRoleAlone && !isTurn(4, member, action, one)) continue;
    const body = isCorrection(action) ? correctionBy(member, one) : faultless(one)[action];
    const send = async (what: object, revision = one.story.last.etag): Promise<string> =>
      outcome(await client.post(`${path}/${action}`, what, { 'if-match': revision }));
    const mayNever = view === null || isOfRoleAlone;
    const everyRevision = member.relation !== 'none' && isTurn(2, member, action, one);
    const sent = (revision?: string | null): Promise<string> => send(body, revision);
    rows.push(...(mayNever ? await hiddenOne({ action, roles: member.roles, everyRevision }, sent) : []));
    if (!mayNever) rows.push(...(await hintedOne(action, member, one, { view, body, send })));
  }
  return rows;
}

type Row = readonly [what: string, came: string, should: string];

interface HiddenAttempt extends Pick<Member, 'roles'> {
  readonly action: ActionName;
  /** Also without one, and of a stale one. */
  readonly everyRevision: boolean;
}

/** The same whatever the revision: what does not exist has none. */
async function hiddenOne(
  { action, roles, everyRevision }: HiddenAttempt,
  send: (revision?: string | null) => Promise<string>,
): Promise<readonly Row[]> {
  const why = mayEver(ofRequests[action], roles) ? '404 not-found' : '403 not-authorized';
  const rows: Row[] = [[action, await send(), why]];
  if (!everyRevision) return rows;
  rows.push([`${action} without a revision`, await send(null), why]);
  rows.push([`${action} of a stale revision`, await send('"99"'), why]);
  return rows;
}

interface Hinted {
  readonly view: View;
  readonly body: object;
  readonly send: (body: object, revision?: string | null) => Promise<string>;
}

async function hintedOne(
  action: ActionName,
  member: Member,
  one: Prepared,
  { view, body, send }: Hinted,
): Promise<readonly Row[]> {
  const hint = view.allowedActions.find((each) => each.action === action);
  const barred = should(action, member, one) === 'not-authorized' ? 'barred' : 'open';
  const rows: Row[] = [[`${action} hint`, hint?.because === 'not-authorized' ? 'barred' : 'open', barred]];
  if (hint?.allowed === false) {
    const because = hint.because ?? 'no reason';
    return [...rows, [action, await send(body), `${statusOf(because)} ${because}`]];
  }
  const fault = faulty[action];
  if (fault === null) return [...rows, [action, await send(body, null), '428 precondition-required']];
  const rendersForm = action === 'submission' && member.roles.length > 1;
  return rendersForm ? rows : [...rows, [action, await send(fault[0]), fault[1]]];
}

const statusOf = (code: string): string =>
  ['not-authorized', 'no-mandate', 'delegation-not-valid'].includes(code) ? '403' : '409';
