import { Injectable } from '@nestjs/common';
import { FormOffice, FormStaff, HsaId, parseHsaId, RequestState } from '@sigill/domain';
import { NamedStaff } from './named-staff';
import { Directory, FormAddress, Policies } from './ports';

/** What a form says beside the case: the region, where it is sent, and the staff as the directory knows them now. */
@Injectable()
export class FormOffices {
  constructor(
    private readonly directory: Directory,
    private readonly named: NamedStaff,
    private readonly policies: Policies,
    private readonly address: FormAddress,
  ) {}

  async of(state: RequestState): Promise<FormOffice> {
    const [{ name: region }, staff] = await Promise.all([this.directory.provider(), this.staff(state)]);
    return { region, address: this.address.text, staff, policies: this.policies.all };
  }

  private async staff(state: RequestState): Promise<FormStaff> {
    const { caller, opened, decision } = state;
    const [callerKnown, headKnown] = await Promise.all([
      this.named.isKnownCaller(state),
      this.named.isKnownHead(state),
    ]);
    const orderer = caller === null ? await this.member(opened.by.hsaId) : null;
    const onBehalfOf = decision?.by.onBehalfOf;
    return {
      ordererVgrId: orderer?.vgrId ?? null,
      head: await this.head(state),
      onBehalfOf: onBehalfOf === undefined ? null : ((await this.member(onBehalfOf))?.name ?? null),
      unverified: [...(callerKnown ? [] : ['caller' as const]), ...(headKnown ? [] : ['head' as const])],
    };
  }

  /** Whom the call named; else the head who decided, or the unit's. */
  private async head({ responsibleHead, decision, unit }: RequestState): Promise<string | null> {
    if (responsibleHead !== null) return (await this.member(responsibleHead))?.name ?? responsibleHead;
    if (decision?.capacity === 'head') return decision.by.name;
    return this.headOf(unit.hsaId);
  }

  private async headOf(unit: HsaId): Promise<string | null> {
    const head = (await this.directory.unit(unit))?.head ?? null;
    return head === null ? null : ((await this.member(head))?.name ?? null);
  }

  private async member(idOrName: string): Promise<{ readonly name: string; readonly vgrId: string } | null> {
    const hsaId = parseHsaId(idOrName);
    return hsaId === null ? null : this.directory.staff(hsaId);
  }
}
