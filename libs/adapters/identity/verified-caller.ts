import { HsaId, parseHsaId, parseName, Role, roles } from '@sigill/domain';
import { ClaimNames } from '../settings/settings';
import { InvalidToken } from './invalid-token';

/** Who calls, as the issuer vouches. */
export interface VerifiedCaller {
  readonly hsaId: HsaId;
  /** The HSA-id where the issuer gives no name. */
  readonly name: string;
  readonly unit: HsaId | null;
  readonly unitName: string | null;
  /** At least one. */
  readonly roles: readonly Role[];
  /** How the caller signed in (level of assurance). */
  readonly acr: string | null;
}

/** Throws InvalidToken: `no-actor`, `no-role`, or `claims` where one has the wrong shape. */
export function callerOf(payload: object, names: ClaimNames): VerifiedCaller {
  const claims = new Map<string, unknown>(Object.entries(payload));
  const hsaId = parseHsaId(textOf(claims.get(names.employeeHsaId)) ?? '');
  if (hsaId === null) throw new InvalidToken('no-actor');
  return {
    hsaId,
    name: textOf(claims.get(names.name)) ?? hsaId,
    unit: unitOf(claims.get(names.healthCareUnitHsaId)),
    unitName: textOf(claims.get(names.healthCareUnitName)),
    roles: rolesOf(claims.get(names.systemRole)),
    acr: textOf(claims.get(names.acr)),
  };
}

/** Null: absent or empty. */
function textOf(claim: unknown): string | null {
  if (claim === undefined || claim === null || claim === '') return null;
  const text = typeof claim === 'string' ? parseName(claim) : null;
  if (text === null) throw new InvalidToken('claims');
  return text;
}

function unitOf(claim: unknown): HsaId | null {
  const text = textOf(claim);
  if (text === null) return null;
  const unit = parseHsaId(text);
  if (unit === null) throw new InvalidToken('claims');
  return unit;
}

/** A list of `SIGILL;<role>`, or one alone. Other systems' roles, and roles unknown here, are passed over. */
function rolesOf(claim: unknown): readonly Role[] {
  const given: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const texts = given.map(textOf);
  const held = roles.filter((role) => texts.includes(`SIGILL;${role}`));
  if (held.length === 0) throw new InvalidToken('no-role');
  return held;
}
