import { grouped, HsaId } from '@sigill/domain';
import type { CareUnit, StaffMember } from '@sigill/application/plain';
import type { Delegation } from '@sigill/domain';
import { DirectoryContent } from './read-directory';

/** A directory by everything that it is asked by. */
export interface DirectoryIndex extends DirectoryContent {
  readonly unitByHsaId: ReadonlyMap<HsaId, CareUnit>;
  readonly staffByHsaId: ReadonlyMap<HsaId, StaffMember>;
  /** Keys as `folded` gives them. */
  readonly staffByVgrId: ReadonlyMap<string, StaffMember>;
  readonly staffByName: ReadonlyMap<string, readonly StaffMember[]>;
  readonly delegationsTo: ReadonlyMap<HsaId, readonly Delegation[]>;
}

export function indexed(content: DirectoryContent): DirectoryIndex {
  const { units, staff, delegations } = content;
  return {
    ...content,
    unitByHsaId: new Map(units.map((unit) => [unit.hsaId, unit])),
    staffByHsaId: new Map(staff.map((member) => [member.hsaId, member])),
    staffByVgrId: new Map(staff.map((member) => [folded(member.vgrId), member])),
    staffByName: grouped(staff, ({ name }) => folded(name)),
    delegationsTo: grouped(delegations, ({ to }) => to),
  };
}

/** The same for texts that differ in letter case, composition or the space around them. */
export const folded = (text: string): string => text.trim().normalize('NFC').toLowerCase();
