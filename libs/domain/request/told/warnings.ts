import { ageOn } from '../../words/dates';
import { AccessPolicy } from '../../policy/policy';
import { LegalDate, PersonId } from '../../terms';
import { Measure, TracedMeasure } from '../../measures/measures';
import { standing, stands } from '../../measures/measures-of';
import { pinnedProcedure } from '../../procedures/registry';
import { isDeceased, isProtected, RegisterSnapshot } from '../../register/snapshot';
import { otherUnitOf } from '../rules/other-unit';
import { isOpen, RequestState } from '../state';

/** What a reader of the case should know; never a refusal (api.md 5). */
export type WarningCode =
  | 'another-seal-in-force'
  | 'siblings-not-assessed'
  | 'extension-still-set'
  | 'other-guardian-affected'
  | 'seal-without-lock'
  | 'protected-register-flag'
  | 'guardian-deceased'
  | 'guardian-not-registered'
  | 'caller-not-in-directory'
  | 'head-not-in-directory'
  | 'block-without-effect'
  | 'open-request-exists'
  | 'receipts-missing'
  | 'measure-ended-elsewhere'
  | 'register-shows-no-protection'
  | 'other-units-measure'
  | 'deceased'
  | 'no-longer-in-register'
  | 'guardian-not-in-measure';

export interface WarningFacts {
  readonly today: LegalDate;
  readonly birthDate: LegalDate;
  readonly policy: AccessPolicy;
  /** As it is today. */
  readonly register: RegisterSnapshot;
  /** The register holds the patient still. */
  readonly inRegister: boolean;
  /** Of the patient, this request's too. */
  readonly measures: readonly TracedMeasure[];
  readonly others: readonly RequestState[];
  /** Who became guardian while the block of this request was in force, and is in none (../../file/due/register-tasks). */
  readonly guardiansNotInMeasure: readonly PersonId[];
  /** Other children of the named guardians for whom there is neither an open request nor a measure of this kind. */
  readonly siblingsLeft: readonly PersonId[];
  readonly callerKnown: boolean;
  readonly headKnown: boolean;
  /** Whoever was heard as head of operations is one of the unit, or designated there. */
  readonly consultedHeadsKnown: boolean;
}

/** `persons`: those whom it is about; null = it is about none. */
export interface Warned {
  readonly code: WarningCode;
  readonly persons: readonly PersonId[] | null;
}

/** Does it hold? Of a warning about persons: for whom; for nobody, it does not. */
type Rule = (request: RequestState, facts: WarningFacts) => boolean | readonly PersonId[];

export const warningsOf = (request: RequestState, facts: WarningFacts): readonly Warned[] =>
  rules.flatMap(([code, rule]): readonly Warned[] => {
    const found = rule(request, facts);
    if (typeof found === 'boolean') return found ? [{ code, persons: null }] : [];
    return found.length === 0 ? [] : [{ code, persons: [...new Set(found)] }];
  });

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
  ['siblings-not-assessed', (_, { siblingsLeft }) => siblingsLeft],
  [
    'extension-still-set',
    (request, { measures, today }) =>
      begins(request, 'block')
        ? standing(measures, 'extension', today)
            .map(({ person }) => person)
            .filter((person) => request.guardians.includes(person))
        : [],
  ],
  ['other-guardian-affected', otherGuardianAffected],
  ['seal-without-lock', sealWithoutLock],
  [
    'protected-register-flag',
    (_, { register }) => idsOf([register.patient, ...register.guardians].filter(isProtected)),
  ],
  ['guardian-deceased', guardiansDeceased],
  ['guardian-not-registered', guardiansNotRegistered],
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
  ['receipts-missing', ({ missed }) => missed.since !== null],
  [
    'measure-ended-elsewhere',
    (request, { measures }) =>
      measures.filter((one) => one.request === request.id && one.endedBy !== null).map(({ person }) => person),
  ],
  ['register-shows-no-protection', protectsNobody],
  ['other-units-measure', (request, { others }) => isOpen(request) && otherUnitOf(request, others) !== null],
  ['deceased', (request, { register, today }) => isOpen(request) && isDeceased(register.patient, today)],
  ['no-longer-in-register', (request, facts) => !facts.inRegister && matters(request, facts)],
  ['guardian-not-in-measure', newGuardiansOf],
];

/** While any of the block still stands. */
function newGuardiansOf(request: RequestState, { measures, today, guardiansNotInMeasure }: WarningFacts) {
  const goesOn = measures.some((one) => one.request === request.id && stands(one, today));
  return goesOn ? guardiansNotInMeasure : [];
}

const touchesSeal = (request: RequestState): boolean =>
  request.plan.some(({ effects }) => effects.some(({ measure }) => measure === 'seal'));

/** The seal takes the whole account: a guardian whom nobody needs protection from loses access too (domain.md 3.3 row 7). */
function otherGuardianAffected(request: RequestState, { register, today }: WarningFacts): readonly PersonId[] {
  const { patient, guardians } = register;
  if (!begins(request, 'seal') || isProtected(patient) || !guardians.some(isProtected)) return [];
  return idsOf(guardians.filter((one) => !isProtected(one) && !isDeceased(one, today)));
}

/** The seal of a protected identity, for a family in which the register protects neither the child nor a guardian. */
function protectsNobody(request: RequestState, facts: WarningFacts): boolean {
  const { patient, guardians } = facts.register;
  const isAbout = pinnedProcedure(request.procedure).followsProtection === true && matters(request, facts);
  return isAbout && ![patient, ...guardians].some(isProtected);
}

/** Guardians named in it who have died, by the newest answer that names them. */
function guardiansDeceased(request: RequestState, facts: WarningFacts): readonly PersonId[] {
  if (!matters(request, facts)) return [];
  const answers = [...facts.register.guardians, ...request.register.guardians];
  return request.guardians.filter((guardian) => {
    const newest = answers.find(({ id }) => id === guardian);
    return newest !== undefined && isDeceased(newest, facts.today);
  });
}

/** Whoever is blocked, or is to be, and is no guardian any more. */
function guardiansNotRegistered(request: RequestState, facts: WarningFacts): readonly PersonId[] {
  const { begins: begun, concerns } = pinnedProcedure(request.procedure);
  if ((begun ?? concerns?.measure) !== 'block' || !matters(request, facts)) return [];
  return request.guardians.filter((guardian) => !idsOf(facts.register.guardians).includes(guardian));
}

/** There is something left to decide or to do in it, or what it began still stands. */
const matters = (request: RequestState, { measures, today }: WarningFacts): boolean =>
  isOpen(request) || measures.some((measure) => measure.request === request.id && stands(measure, today));

const idsOf = (persons: readonly { readonly id: PersonId }[]): readonly PersonId[] => persons.map(({ id }) => id);

/** Sealed, and the login still open: a half-executed case, or a seal ordered without its lock (domain.md C3). */
function sealWithoutLock(request: RequestState, { measures, today }: WarningFacts): boolean {
  const own = standing(measures, 'seal', today).some((measure) => measure.request === request.id);
  return own && standing(measures, 'lock', today).length === 0;
}
