import { Instant, LegalDate, PersonId, Protection } from '../terms';

/** STORAGE FORMAT: stands in events as it is; change it only together with ../request/upcasters.ts and test/golden. */
export interface RegisteredPerson {
  readonly id: PersonId;
  readonly protection: Protection;
  readonly deceasedOn: LegalDate | null;
}

/** What the population register said, when, and which register (JO 5976-2008: an undocumented check does not count).
 *  STORAGE FORMAT, like the persons in it. */
export interface RegisterSnapshot {
  readonly at: Instant;
  readonly source: string;
  readonly patient: RegisteredPerson;
  /** Everyone registered as guardian at that time. */
  readonly guardians: readonly RegisteredPerson[];
}

/** Whom a register answer names as guardians. */
export const guardiansIn = (register: RegisterSnapshot | null): readonly PersonId[] =>
  (register?.guardians ?? []).map(({ id }) => id);

export const isDeceased = ({ deceasedOn }: Pick<RegisteredPerson, 'deceasedOn'>, day: LegalDate): boolean =>
  deceasedOn !== null && deceasedOn <= day;

/** Somebody of the family is protected. */
export const protectsFamily = ({ patient, guardians }: Pick<RegisterSnapshot, 'patient' | 'guardians'>): boolean =>
  [patient, ...guardians].some(isProtected);

export const isProtected = (person: Pick<RegisteredPerson, 'protection'>): boolean => person.protection !== 'none';
