import { PatientFile } from '../file/file';
import { RequestState } from '../request/state';
import { PersonId } from '../terms';
import { onceEach } from '../words/once-each';
import { KnownCaller, RegisteredCaller } from './caller';

/** Whom a request is about. `registeredGuardians`: whom any register answer recorded in it names. */
export type Concerning = Pick<RequestState, 'patient' | 'guardians' | 'registeredGuardians'>;

/** Nobody acts in, or sees, a case to which he or she is a party: the patient, a guardian named in it, or a guardian of
 *  the patient in any register answer recorded. Whoever is a party to one request is a party to all of the patient's. */
export const partiesOf = onceEach(({ patient, guardians, registeredGuardians }: Concerning): readonly PersonId[] => [
  ...new Set([patient, ...guardians, ...registeredGuardians]),
]);

/** Is the person a party to any of them? */
export const isPartyToAny = (person: PersonId | null, requests: readonly Concerning[]): boolean =>
  person !== null && requests.some((one) => isParty(person, partiesOf(one)));

export const isParty = (person: PersonId | null, parties: readonly (PersonId | null)[]): boolean =>
  person !== null && parties.includes(person);

/** By what is recorded and by the register of today. */
export const isPartyTo = ({ person, wards }: Pick<KnownCaller, 'person' | 'wards'>, request: Concerning): boolean =>
  isParty(person, partiesOf(request)) || wards.includes(request.patient);

/** The caller, beside everyone whom requests on record make his or her wards. */
export function knownWith<Caller extends RegisteredCaller>(
  { wardsToday, ...caller }: Caller,
  recorded: readonly PersonId[],
): Omit<Caller, 'wardsToday'> & KnownCaller {
  return { ...caller, wards: [...new Set([...wardsToday, ...recorded])] };
}

/** The patient of the file, where the person is a party to any request in it or was guardian in any answer of the register. */
export function wardsAt(person: PersonId | null, { requests, register }: PatientFile): readonly PersonId[] {
  const patients = register.answers.flatMap(({ patient, guardians }) =>
    isParty(person, [patient.id, ...guardians.map(({ id }) => id)]) ? [patient.id] : [],
  );
  return [...new Set([...wardsIn(person, requests.values()), ...patients])];
}

/** Of these requests, the patients to whose cases the person is a party. */
export const wardsIn = (person: PersonId | null, requests: Iterable<Concerning>): readonly PersonId[] => [
  ...new Set([...requests].filter((one) => isParty(person, partiesOf(one))).map(({ patient }) => patient)),
];
