import { Context, LegalDate, PersonId, RegisterSnapshot } from '@sigill/domain';
import { registerOf, unitAsIs } from '../support/domain/people';

/** What the population register and the directory say today. */
export interface World {
  readonly register: RegisterSnapshot;
  readonly patientFound: boolean;
  readonly unit: Context['unit'];
}

export const worldOf = (patient: PersonId): World => ({
  register: registerOf(patient),
  patientFound: true,
  unit: unitAsIs,
});

/** A change of what is registered; what came by an earlier change is taken back, unless the twist says it once more. */
export function changedWorld(patient: PersonId, twist: number, today: LegalDate): World {
  const register = registerOf(patient);
  const protection = twist % 3 === 0 ? 'secrecy-marking' : 'none';
  const deceasedOn = twist % 64 === 2 ? today : null;
  const guardians = twist % 16 === 1 ? register.guardians.slice(0, 1) : register.guardians;
  const marked = guardians.map((one) => (twist % 16 === 7 ? { ...one, protection: 'secrecy-marking' as const } : one));
  return {
    register: { ...register, guardians: marked, patient: { ...register.patient, protection, deceasedOn } },
    patientFound: twist % 16 !== 4,
    unit: { ...unitAsIs, excludedSince: twist % 16 === 5 ? today : null },
  };
}
