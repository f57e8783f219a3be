import { ageOn } from '../../words/dates';
import { AccessPolicy } from '../../policy/policy';
import { LegalDate, PersonId } from '../../terms';
import { Measure, TracedMeasure } from '../../measures/measures';
import { standing } from '../../measures/measures-of';
import { pinnedProcedure } from '../../procedures/registry';
import { isProtected } from '../../register/snapshot';
import { isOpen, RequestState } from '../state';

/** What a reader of the case should know; never a refusal (api.md 5). */
export type WarningCode =
  | 'another-seal-in-force'
  | 'siblings-not-assessed'
  | 'extension-still-set'
  | 'other-guardian-affected'
  | 'seal-without-lock'
  | 'protected-register-flag'
  | 'caller-not-in-directory'
  | 'head-not-in-directory'
  | 'block-without-effect'
  | 'open-request-exists'
  | 'receipts-missing'
  | 'measure-ended-elsewhere'
  | 'register-shows-no-protection';

export interface WarningFacts {
  readonly today: LegalDate;
  readonly birthDate: LegalDate;
  readonly policy: AccessPolicy;
  /** Of the patient, this request's too. */
  readonly measures: readonly TracedMeasure[];
  readonly others: readonly RequestState[];
  /** Other children of the named guardians for whom there is neither an open request nor a measure of this kind. */
  readonly siblingsLeft: readonly PersonId[];
  readonly callerKnown: boolean;
  readonly headKnown: boolean;
  /** Whoever was heard as head of operations is one of the unit, or designated there. */
  readonly consultedHeadsKnown: boolean;
}

type Rule = (request: RequestState, facts: WarningFacts) => boolean;

export const warningsOf = (request: RequestState, facts: WarningFacts): readonly WarningCode[] =>
  rules.filter(([, holds]) => holds(request, facts)).map(([code]) => code);

const begins = (request: RequestState, kind: Measure['kind']): boolean =>
  request.plan.some(({ effects }) => effects.some((effect) => effect.does === 'begin' && effect.measure === kind));

const foreign = (request: RequestState, measures: readonly Measure[]): readonly Measure[] =>
  measures.filter((measure) => measure.request !== request.id && measure.request !== request.concerns);

const rules: readonly (readonly [WarningCode, Rule])[] = [
  [
    'another-seal-in-force',
    (request, { measures, today }) =>
      touchesSeal(request) && standing(foreign(request, measures), 'seal', today).length > 0,
  ],
  ['siblings-not-assessed', (_, { siblingsLeft }) => siblingsLeft.length > 0],
  [
    'extension-still-set',
    (request, { measures, today }) =>
      begins(request, 'block') &&
      standing(measures, 'extension', today).some(({ person }) => request.guardians.includes(person)),
  ],
  ['other-guardian-affected', otherGuardianAffected],
  ['seal-without-lock', sealWithoutLock],
  ['protected-register-flag', ({ register }) => [register.patient, ...register.guardians].some(isProtected)],
  ['caller-not-in-directory', (request, { callerKnown }) => request.caller !== null && !callerKnown],
  [
    'head-not-in-directory',
    (request, { headKnown, consultedHeadsKnown }) =>
      (request.responsibleHead !== null && !headKnown) || !consultedHeadsKnown,
  ],
  [
    'block-without-effect',
    (request, facts) => begins(request, 'block') && ageOn(facts.birthDate, facts.today) >= facts.policy.ownAccessAge,
  ],
  [
    'open-request-exists',
    (request, { others }) =>
      request.track === 'urgent' &&
      others.some(
        (other) => other.track === 'ordinary' && isOpen(other) && other.procedure.name === request.procedure.name,
      ),
  ],
  ['receipts-missing', (request) => request.receiptsMissingSince !== null],
  [
    'measure-ended-elsewhere',
    (request, { measures }) => measures.some((one) => one.request === request.id && one.endedBy !== null),
  ],
  ['register-shows-no-protection', (request) => protectsNobody(request)],
];

const touchesSeal = (request: RequestState): boolean =>
  request.plan.some(({ effects }) => effects.some(({ measure }) => measure === 'seal'));

/** The seal takes the whole account: a guardian whom nobody needs protection from loses access too (domain.md 3.3 row 7). */
function otherGuardianAffected(request: RequestState): boolean {
  const { patient, guardians } = request.register;
  return (
    begins(request, 'seal') &&
    !isProtected(patient) &&
    guardians.some(isProtected) &&
    guardians.some((one) => !isProtected(one))
  );
}

/** The seal of a protected identity, for a family in which the register protects neither the child nor a guardian. */
const protectsNobody = ({ procedure, register }: RequestState): boolean =>
  pinnedProcedure(procedure).followsProtection === true && ![register.patient, ...register.guardians].some(isProtected);

/** Sealed, and the login still open: a half-executed case, or a seal ordered without its lock (domain.md C3). */
function sealWithoutLock(request: RequestState, { measures, today }: WarningFacts): boolean {
  const own = standing(measures, 'seal', today).some((measure) => measure.request === request.id);
  return own && standing(measures, 'lock', today).length === 0;
}
