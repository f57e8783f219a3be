import { Injectable } from '@nestjs/common';
import { HsaId, legalDateOf, mandateOf, parseHsaId, pinnedProcedure, policyOn, RequestState } from '@sigill/domain';
import { Directory, Policies, StaffMember } from './ports';

/** Whether the staff whom a case names are who they are said to be, by the directory of today. */
@Injectable()
export class NamedStaff {
  constructor(
    private readonly directory: Directory,
    private readonly policies: Policies,
  ) {}

  async isKnownCaller({ caller }: RequestState): Promise<boolean> {
    return caller === null || (await this.directory.staffByVgrId(caller.vgrId)) !== null;
  }

  /** An urgent call's own word: anybody of the directory will do, since the one who called may not know. */
  async isKnownHead({ responsibleHead }: RequestState): Promise<boolean> {
    return responsibleHead === null || (await this.found(responsibleHead)).length > 0;
  }

  /** Everyone who was heard as head of operations is the head of the unit, or was designated there on the day; also of the
   *  unit whose measure is concerned.
   *  @param others the patient's other requests */
  async wereHeadsHeard(state: RequestState, others: readonly RequestState[]): Promise<boolean> {
    const concerned = others.filter(({ id }) => id === state.concerns).map(({ unit }) => unit.hsaId);
    const units = [state.unit.hsaId, ...concerned];
    const heard = state.consultations.filter(({ party }) => party === 'head-of-operations');
    for (const one of heard) {
      const today = legalDateOf(one.heldAt);
      const policy = policyOn(this.policies.all, today);
      const facts = { procedure: pinnedProcedure(state.procedure), policy, today, onCall: false };
      if (!(await this.isOneOf(one.with, units, facts))) return false;
    }
    return true;
  }

  private async isOneOf(
    nameOrId: string,
    units: readonly HsaId[],
    facts: Omit<Parameters<typeof mandateOf>[1], 'delegations'>,
  ): Promise<boolean> {
    const members = await this.found(nameOrId);
    const heads = await Promise.all(units.map(async (unit) => (await this.directory.unit(unit))?.head ?? null));
    for (const { hsaId } of members) {
      const delegations = await this.directory.delegations(hsaId);
      const isDesignee = (unit: HsaId): boolean =>
        mandateOf({ hsaId, role: 'staff' }, { ...facts, delegations }, unit).as === 'designee';
      if (heads.includes(hsaId) || units.some(isDesignee)) return true;
    }
    return false;
  }

  /** By HSA-id or by name. */
  private async found(nameOrId: string): Promise<readonly StaffMember[]> {
    const hsaId = parseHsaId(nameOrId);
    const byId = hsaId === null ? null : await this.directory.staff(hsaId);
    return [...(await this.directory.staffByName(nameOrId)), ...(byId === null ? [] : [byId])];
  }
}
