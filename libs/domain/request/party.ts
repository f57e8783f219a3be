import { PersonId } from '../terms';
import { RegisterSnapshot } from './events';

/** Nobody acts in a case to which he or she is a party: the patient, a named guardian, or anyone registered as guardian. */
export function isParty(
  actor: PersonId | null,
  guardians: readonly PersonId[],
  register: RegisterSnapshot | null,
  patient: PersonId | null,
): boolean {
  if (actor === null) return false;
  return [patient, ...guardians, ...(register?.guardians ?? []).map(({ id }) => id)].includes(actor);
}
