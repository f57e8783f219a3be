import { birthday, legalDateOf } from '../words/dates';
import { Measure, MeasureKind } from '../measures/measures';
import { LegalDate, PersonId } from '../terms';
import { AccessFacts } from './facts';
import { accessHistories, AccessHistory, AccessPeriod, turningAges } from './periods';
import { AccessPolicies } from '../policy/policy';
import { AccessReason } from './reasons';

export type ChangeCause =
  | 'birth'
  | 'death'
  | `birthday-${number}`
  | `${MeasureKind}-begins`
  | `${MeasureKind}-ends`
  | 'register-changes'
  | 'policy-changes';

export interface AccessChange {
  /** The first day with the new answer. */
  readonly date: LegalDate;
  readonly cause: ChangeCause;
}

/** The first day after `on` with a new answer for any reader and service; null when none is in sight.
 *  Of several causes on that day the first in `precedence` is named. */
export function nextChange(facts: AccessFacts, on: LegalDate, policies: AccessPolicies): AccessChange | null {
  const turns = accessHistories(facts, policies).flatMap((history) => turnAfter(history, on) ?? []);
  const date = turns.map(({ after }) => after.from).sort()[0];
  if (date === undefined) return null;
  const causes = turns
    .filter(({ after }) => after.from === date)
    .flatMap((turn) => causesOf(turn, facts, policies))
    .sort((one, other) => rank(one) - rank(other));
  return { date, cause: causes[0] ?? 'policy-changes' };
}

const precedence = [
  'birth',
  'death',
  'seal-begins',
  'lock-begins',
  'block-begins',
  'seal-ends',
  'lock-ends',
  'block-ends',
  'birthday',
  'extension-begins',
  'extension-ends',
  'register-changes',
  'policy-changes',
] as const satisfies readonly (ChangeCause | 'birthday')[];

interface Turn {
  readonly reader: PersonId;
  /** Null: the patient's birth. */
  readonly before: AccessPeriod | null;
  readonly after: AccessPeriod;
}

function turnAfter({ reader, periods }: AccessHistory, on: LegalDate): Turn | null {
  const index = periods.findIndex(({ from }) => from > on);
  const after = periods[index];
  return after === undefined ? null : { reader: reader.id, before: periods[index - 1] ?? null, after };
}

/** What happens on the day of the turn and explains the answer before or after it. */
function causesOf({ reader, before, after }: Turn, facts: AccessFacts, policies: AccessPolicies): ChangeCause[] {
  if (before === null) return ['birth'];
  if (after.reason === 'deceased') return ['death'];
  const measures = facts.measures.filter((measure) => concerns(measure, facts.patient.id, reader));
  const ages = policies
    .flatMap(turningAges)
    .filter((age) => birthday(facts.patient.birthDate, age) === after.from)
    .map((age) => `birthday-${age}` as const);
  const begun = measures
    .filter(({ kind, from }) => from === after.from && reasonOf[kind] === after.reason)
    .map(({ kind }) => `${kind}-begins` as const);
  const ended = measures
    .filter(({ kind, until }) => until === after.from && reasonOf[kind] === before.reason)
    .map(({ kind }) => `${kind}-ends` as const);
  const looks = facts.register.some(({ at }) => legalDateOf(at) === after.from) ? ['register-changes' as const] : [];
  return [...ages, ...begun, ...ended, ...looks];
}

const concerns = ({ kind, patient, person }: Measure, child: PersonId, reader: PersonId): boolean =>
  patient === child && (kind === 'seal' || kind === 'lock' || person === reader);

const reasonOf = {
  extension: 'extension',
  block: 'blocked',
  seal: 'sealed',
  lock: 'login-locked',
} as const satisfies Record<MeasureKind, AccessReason>;

const rank = (cause: ChangeCause): number =>
  precedence.findIndex((named) => named === cause || (named === 'birthday' && cause.startsWith('birthday-')));
