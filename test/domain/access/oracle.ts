import { AccessFacts } from '../../../libs/domain/access/facts';
import { AccessPolicies, AccessPolicy } from '../../../libs/domain/policy/policy';
import { Service } from '../../../libs/domain/access/rule';
import { RegisterAnswer } from '../../../libs/domain/register/history';
import { HsaId, LegalDate, PersonId, RequestId } from '../../../libs/domain/terms';
import { ageInYears, swedishDay } from './days';

/** The answer of one day as text: access, units, reason and the request behind it. */
export const answerText = (
  access: string,
  units: readonly HsaId[],
  reason: string,
  request: RequestId | null,
): string => [access, units.join('+'), reason, request ?? '-'].join(' ');

/** What one day is like for one reader. */
export interface ReadersDay {
  readonly self: boolean;
  /** The patient or the reader. */
  readonly dead: boolean;
  readonly age: number;
  readonly policy: AccessPolicy;
  readonly isGuardian: boolean;
  /** The child or the reader. */
  readonly isProtected: boolean;
  /** The request behind each, null where there is none. */
  readonly seal: RequestId | null;
  readonly lock: RequestId | null;
  readonly block: RequestId | null;
  /** The first in force first. */
  readonly extensions: readonly { readonly request: RequestId; readonly unit: HsaId }[];
}

/** The table of api.md 6.3 once more, written without the code under test. */
export function answerOfTable(day: ReadersDay, service: Service): string {
  const none = (reason: string, request: RequestId | null = null) => answerText('none', [], reason, request);
  const all = (reason: string) => answerText('all', [], reason, null);
  const { self, age, policy } = day;
  if (day.dead) return none('deceased');
  if (service === 'journal' && day.seal !== null) return none('sealed', day.seal);
  if (service === 'e-services' && day.lock !== null) return none('login-locked', day.lock);
  if (!self) {
    if (!day.isGuardian || age >= policy.adultAge) return none('not-guardian');
    if (day.isProtected) return none('protected');
    if (day.block !== null && (service === 'journal' || policy.blockStopsEServices)) return none('blocked', day.block);
    if (age < policy.automaticUntilAge) return all('automatic-guardian');
    if (service === 'e-services') return none('age');
  }
  if (service === 'e-services') return all('own-login');
  if (self && age >= policy.ownAccessAge) return all('own-access');
  const [first] = day.extensions;
  if (age < policy.extensionFromAge || age >= policy.ownAccessAge || first === undefined) return none('age');
  const units = [...new Set(day.extensions.map(({ unit }) => unit))].sort();
  return answerText('units', units, 'extension', first.request);
}

/** Everybody whose access there is to tell of. */
export const readersOf = ({ patient, register }: AccessFacts): readonly PersonId[] => [
  ...new Set([patient.id, ...register.flatMap(({ guardians }) => guardians.map(({ id }) => id))]),
];

/** The answer of one day from the facts; null before birth. */
export function expectedAnswer(
  facts: AccessFacts,
  day: LegalDate,
  policies: AccessPolicies,
  reader: PersonId,
  service: Service,
): string | null {
  const { patient, register } = facts;
  if (day < patient.birthDate) return null;
  const says = answerOfDay(register, day);
  const guardian = says.guardians.find(({ id }) => id === reader);
  const of = measuresOfDay(facts, day);
  const about = of.filter(({ person }) => person === reader);
  return answerOfTable(
    {
      self: reader === patient.id,
      dead: [patient.id, reader].some((one) => isDead(register, one, day)),
      age: ageInYears(patient.birthDate, day),
      policy: [...policies].reverse().find(({ validFrom }) => validFrom <= day) ?? policies[0],
      isGuardian: guardian !== undefined,
      isProtected: says.patient.protection !== 'none' || (guardian?.protection ?? 'none') !== 'none',
      seal: of.find(({ kind }) => kind === 'seal')?.request ?? null,
      lock: of.find(({ kind }) => kind === 'lock')?.request ?? null,
      block: about.find(({ kind }) => kind === 'block')?.request ?? null,
      extensions: about
        .filter(({ kind }) => kind === 'extension')
        .map(({ request, unit }) => ({ request, unit: unit! })),
    },
    service,
  );
}

/** By what was said last by the end of the day; the first answer holds for all days before it. */
function answerOfDay(register: readonly RegisterAnswer[], day: LegalDate): RegisterAnswer {
  let says = register[0]!;
  for (const answer of register) if (swedishDay(answer.at) <= day) says = answer;
  return says;
}

/** By what was said last of that person, whenever. */
function isDead(register: readonly RegisterAnswer[], person: PersonId, day: LegalDate): boolean {
  let died: LegalDate | null = null;
  for (const { patient, guardians } of register)
    for (const one of [patient, ...guardians]) if (one.id === person) died = one.deceasedOn;
  return died !== null && died <= day;
}

const measuresOfDay = ({ patient, measures }: AccessFacts, day: LegalDate): AccessFacts['measures'] =>
  measures
    .filter((one) => one.patient === patient.id && one.from <= day && (one.until === null || one.until > day))
    .sort((a, b) => (a.from === b.from ? (a.request < b.request ? -1 : 1) : a.from < b.from ? -1 : 1));
