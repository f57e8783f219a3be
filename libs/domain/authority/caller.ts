import { HsaId, PersonId, Role } from '../terms';

/** Who calls, as token, directory and population register tell together. */
export interface KnownCaller {
  readonly hsaId: HsaId;
  /** Unit and roles are the token's. */
  readonly unit: HsaId | null;
  readonly roles: readonly Role[];
  /** The caller's own person, where the directory tells; an entry without a number is nobody's relative. */
  readonly person: PersonId | null;
  /** Everyone whose guardian the caller is in the register of today. */
  readonly wards: readonly PersonId[];
}
