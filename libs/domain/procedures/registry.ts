import { BrokenHistory } from '../request/refusal';
import { blockEndV1 } from './block-end.v1';
import { blockRenewalV1 } from './block-renewal.v1';
import { blockV1 } from './block.v1';
import { extensionEndV1 } from './extension-end.v1';
import { extensionGuardianV1 } from './extension.guardian.v1';
import { extensionMinorV1 } from './extension.minor.v1';
import { Procedure } from './procedure';
import { sealPatientV1 } from './seal.patient.v1';
import { sealProtectedIdentityV1 } from './seal.protected-identity.v1';
import { sealStaffV1 } from './seal.staff.v1';
import { unsealPatientV1 } from './unseal.patient.v1';
import { unsealStaffV1 } from './unseal.staff.v1';

/** Every procedure and version there is, oldest version first; requests are opened under the newest. */
const registry: readonly Procedure[] = [
  extensionMinorV1,
  extensionGuardianV1,
  extensionEndV1,
  blockV1,
  blockRenewalV1,
  blockEndV1,
  sealProtectedIdentityV1,
  sealStaffV1,
  sealPatientV1,
  unsealStaffV1,
  unsealPatientV1,
];

const newest = new Map(registry.map((procedure) => [procedure.name, procedure]));
const pinned = new Map(registry.map((procedure) => [`${procedure.name}.v${String(procedure.version)}`, procedure]));

/** The newest version of each, in the order of the table of api.md 3. */
export const procedures: readonly Procedure[] = [...newest.values()];

export const procedureNamed = (name: string): Procedure | null => newest.get(name) ?? null;

/** The version that a request began under. @throws BrokenHistory where no such version was ever released. */
export function pinnedProcedure(ref: { readonly name: string; readonly version: number }): Procedure {
  const procedure = pinned.get(`${ref.name}.v${String(ref.version)}`);
  if (procedure === undefined) throw new BrokenHistory(`no procedure ${ref.name} version ${String(ref.version)}`);
  return procedure;
}
