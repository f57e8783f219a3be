import { HsaId, PersonId, Role } from '../terms';

/** Who calls, as token, directory and population register tell together. Not enough to show anything: what is recorded of the
 *  patients counts too (`KnownCaller`). */
export interface RegisteredCaller {
  readonly hsaId: HsaId;
  /** Unit and roles are the token's. */
  readonly unit: HsaId | null;
  readonly roles: readonly Role[];
  /** The directory lists the caller as a doctor on call. */
  readonly onCall: boolean;
  /** The caller's own person, where the directory tells; an entry without a number is nobody's relative. */
  readonly person: PersonId | null;
  /** Everyone whose guardian the caller is in the register of today. */
  readonly wardsToday: readonly PersonId[];
}

/** Who calls, and to whose cases he or she is a party. */
export interface KnownCaller extends Omit<RegisteredCaller, 'wardsToday'> {
  /** Everyone whose guardian the caller is in the register of today, or is called in any request of theirs. */
  readonly wards: readonly PersonId[];
}
