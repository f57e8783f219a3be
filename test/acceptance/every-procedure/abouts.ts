import { About, Answers } from './walk';

export interface Family {
  readonly child: string;
  readonly guardians: readonly string[];
}

const chosen = ({ guardians }: Family, which: readonly number[]): readonly string[] =>
  which.map((index) => guardians[index] ?? '');

/** A block of the guardians at these places, of all where none is named. */
export const block = (family: Family, ...which: number[]): About => ({
  procedure: 'block',
  patient: family.child,
  guardians: which.length === 0 ? family.guardians : chosen(family, which),
});

export const extensionOfMinor = (patient: string, body: About['body'] = {}): About => ({
  procedure: 'extension.minor',
  patient,
  body,
});

export const extensionOfGuardian = (family: Family, which = 0): About => ({
  procedure: 'extension.guardian',
  patient: family.child,
  guardians: chosen(family, [which]),
});

/** SS4: may somebody else have the e-ID? */
export const locking: Answers = { SS4: { answer: true } };
export const notLocking: Answers = { SS4: { answer: false } };

export const staffSeal = (patient: string, answers = notLocking): About => ({
  procedure: 'seal.staff',
  patient,
  answers,
});

export const patientSeal = (patient: string, lock: boolean): About => ({
  procedure: 'seal.patient',
  patient,
  answers: { 'lock-login': { answer: lock } },
});

export const protectedSeal = (patient: string): About => ({ procedure: 'seal.protected-identity', patient });
