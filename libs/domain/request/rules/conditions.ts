import { lastExtensionDay, policyOn, withinAges } from '../../policy/policy';
import { ageOn } from '../../words/dates';
import { Precondition, preconditions, Procedure } from '../../procedures/procedure';
import { LegalDate, PersonId, RequestId, Track } from '../../terms';
import { Context } from '../context';
import { isDeceased, isProtected } from '../../register/snapshot';
import { inForce, Measure } from '../../measures/measures';
import { standing } from '../../measures/measures-of';
import { isOpen, RequestState } from '../state';

export type DateField = 'validFrom' | 'validUntil' | 'reviewBy';

/** What is to be granted, as far as the conditions ask. */
export interface Proposal {
  readonly id: RequestId;
  /** Null while it is being opened. */
  readonly openedAt: string | null;
  readonly track: Track;
  readonly patient: PersonId;
  readonly guardians: readonly PersonId[];
  readonly concerns: RequestId | null;
  readonly validFrom: LegalDate;
  readonly validUntil: LegalDate | null;
  /** Dates that the body itself named, by their fields; the others are not judged again. */
  readonly namedDates: Readonly<Partial<Record<DateField, LegalDate>>>;
}

export type ConditionFacts = Pick<
  Context,
  'procedure' | 'policies' | 'register' | 'patientFound' | 'birthDate' | 'unit' | 'others' | 'measures' | 'today'
>;

/** Does it stand in the way? The id of the request that does, where it is one. */
type Condition = (proposal: Proposal, facts: ConditionFacts) => RequestId | boolean;

/** What a grant is judged by, at opening and again at the decision, in the order of api.md 5: the first that holds is the
 *  refusal. Those of `preconditions` are asked only of procedures that name them. */
const conditions = {
  'unknown-person': (_, { patientFound }) => !patientFound,
  deceased: (_, { register, today }) => isDeceased(register.patient, today),
  'unit-excluded': (_, { unit, today }) => unit.excludedSince !== null && unit.excludedSince <= today,
  'age-outside-window': outsideAges,
  'date-not-allowed': dateNotAllowed,
  'not-a-guardian': ({ guardians }, { register }) =>
    !guardians.every((one) => register.guardians.some(({ id }) => id === one)),
  'protected-identity': protectedIdentity,
  'patient-sealed': (_, { measures, today }) => standing(measures, 'seal', today).length > 0,
  'guardian-blocked': ({ guardians }, { measures, today }) =>
    standing(measures, 'block', today).some(({ person }) => guardians.includes(person)),
  'no-measure-in-force': (proposal, facts) =>
    facts.procedure.concerns !== null && concerned(proposal, facts).length === 0,
  'measure-already-in-force': (proposal, facts) => alreadyInForce(proposal, facts)?.request ?? false,
  'duplicate-request': (proposal, facts) => facts.others.find((other) => isTwin(proposal, other, facts))?.id ?? false,
} as const satisfies Readonly<Record<Precondition, Condition>> & Readonly<Record<string, Condition>>;

export type ConditionCode = keyof typeof conditions;

/** In their order. */
export const grantConditions = Object.keys(conditions) as readonly ConditionCode[];

/** The first condition that stands in the way of a grant, or null. `existing`: the request that does. */
export function conditionAgainst(
  proposal: Proposal,
  facts: ConditionFacts,
): { readonly code: ConditionCode; readonly existing?: RequestId } | null {
  for (const code of grantConditions.filter((one) => isAskedOf(facts.procedure, one))) {
    const found = conditions[code](proposal, facts);
    if (found !== false) return found === true ? { code } : { code, existing: found };
  }
  return null;
}

/** The standing measures that a renewal or an ending is about, of the persons it names. */
export function concerned(
  proposal: Pick<Proposal, 'concerns' | 'guardians'>,
  facts: Pick<ConditionFacts, 'procedure' | 'measures' | 'today'>,
): readonly Measure[] {
  const { concerns } = facts.procedure;
  if (concerns === null) return [];
  const measures = standing(facts.measures, concerns.measure, facts.today).filter(
    (measure) => concerns.begunBy.includes(measure.procedure) && measure.request === proposal.concerns,
  );
  const named = proposal.guardians.every((one) => measures.some(({ person }) => person === one));
  return named ? measures : [];
}

/** What is not named among the `preconditions` of procedures at all is asked of every procedure. */
const isAskedOf = ({ preconditions: named }: Procedure, code: ConditionCode): boolean =>
  named.some((one) => one === code) || !preconditions.some((one) => one === code);

function outsideAges(proposal: Proposal, facts: ConditionFacts): boolean {
  const { birthDate, policies, procedure } = facts;
  const { validFrom, validUntil } = proposal;
  const tooLong =
    procedure.endsByTime && validUntil !== null && validUntil > lastExtensionDay(birthDate, policies, validFrom);
  return tooLong || !isOfAge(proposal, facts);
}

/** On the first day, by the policy of that day. */
export function isOfAge({ validFrom }: Pick<Proposal, 'validFrom'>, facts: ConditionFacts): boolean {
  const { ages } = facts.procedure;
  const { birthDate, policies } = facts;
  const policy = policyOn(policies, validFrom);
  const age = ageOn(birthDate, validFrom);
  return (
    ages.window === null ||
    withinAges(ages.window(policy), age) ||
    (ages.orWith !== undefined && withinAges(ages.orWith.window(policy), age) && ownMeasure(facts, ages.orWith.measure))
  );
}

const ownMeasure = ({ measures, register, today }: ConditionFacts, kind: Measure['kind']): boolean =>
  measures.some((one) => one.kind === kind && one.person === register.patient.id && inForce(one, today));

function dateNotAllowed({ validFrom, validUntil, namedDates }: Proposal, { today }: ConditionFacts): boolean {
  const named = Object.values(namedDates);
  return named.some((date) => date < today) || (validUntil !== null && validUntil < validFrom);
}

function protectedIdentity({ guardians }: Proposal, { register }: ConditionFacts): boolean {
  const named = register.guardians.filter(({ id }) => guardians.includes(id));
  return [register.patient, ...named].some(isProtected);
}

function alreadyInForce(proposal: Proposal, facts: ConditionFacts): Measure | undefined {
  const { procedure, measures, today, unit } = facts;
  if (procedure.begins === null) return undefined;
  const ofGuardians = procedure.begins !== 'seal' && proposal.guardians.length > 0;
  const persons = ofGuardians ? proposal.guardians : [proposal.patient];
  return standing(measures, procedure.begins, today).find(
    (measure) =>
      measure.request !== proposal.id &&
      (procedure.begins !== 'seal' || measure.procedure === procedure.name) &&
      (procedure.scope !== 'unit' || measure.unit === unit.hsaId) &&
      persons.includes(measure.person),
  );
}

/** An open ordinary request never stops an urgent call. At a decision the earlier opened of the same track stands in the
 *  way; across the tracks a call in hand, or an ordinary request granted already: never two grants of one thing. */
function isTwin(proposal: Proposal, other: RequestState, facts: ConditionFacts): boolean {
  if (other.id === proposal.id || !isOpen(other) || !sameThing(proposal, other, facts)) return false;
  if (proposal.openedAt === null) return proposal.track === 'ordinary' || other.track === 'urgent';
  if (proposal.track !== other.track) return proposal.track === 'ordinary' || other.outcome === 'granted';
  return earlier(other, proposal.openedAt, proposal.id);
}

function sameThing(proposal: Proposal, other: RequestState, { procedure, unit }: ConditionFacts): boolean {
  if (other.procedure.name !== procedure.name) return false;
  if (procedure.begins !== null && procedure.scope === 'unit' && other.unit.hsaId !== unit.hsaId) return false;
  if (procedure.concerns !== null && other.concerns !== proposal.concerns) return false;
  return proposal.guardians.length === 0 || other.guardians.some((one) => proposal.guardians.includes(one));
}

/** A total order, the same seen from both: so of two openings of the same thing exactly one gives way. */
const earlier = (other: RequestState, openedAt: string, id: string): boolean =>
  other.opened.at === openedAt ? other.id < id : other.opened.at < openedAt;
