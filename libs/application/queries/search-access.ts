import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isPartyTo, legalDateOf, Refusal, AccessChange } from '@sigill/domain';
import type { LegalDate } from '@sigill/domain';
import { personalNumber } from '../asked-numbers';
import { IsLegalDate, IsNumberText, NotYet, Optional } from '../bodies';
import type { Asking } from '../asking';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { AccessEntryView, Patients } from '../patients';

export class AccessSearchBody {
  @IsNumberText()
  readonly patient: string;

  @Optional()
  @IsLegalDate()
  readonly on?: LegalDate | null;

  /** What was known at an instant: comes with the register's history. */
  @Optional()
  @NotYet()
  readonly knownAt?: null;
}

export interface AccessAnswer {
  readonly patient: AccessEntryView['reader'] extends infer Reader
    ? Omit<Reader, 'relation'> & { readonly protected: boolean }
    : never;
  readonly on: LegalDate;
  readonly knownAt: null;
  readonly entries: readonly AccessEntryView[];
  readonly nextChange: AccessChange | null;
}

/** `POST /v1/access/search`: who reads what of a patient on a day, today, past or future */
export class SearchAccess extends Query<AccessAnswer> {
  constructor(
    readonly asking: Asking,
    readonly body: AccessSearchBody,
  ) {
    super();
  }
}

@QueryHandler(SearchAccess)
export class SearchAccessHandler implements IQueryHandler<SearchAccess> {
  constructor(
    private readonly looking: Looking,
    private readonly patients: Patients,
    private readonly facts: Facts,
  ) {}

  async execute({ asking, body }: SearchAccess): Promise<AccessAnswer> {
    const caller = await this.looking.caller(asking);
    const now = this.facts.now();
    const today = legalDateOf(now);
    const number = personalNumber({ pointer: '/patient', text: body.patient }, today);
    const found = await this.patients.factsOf(number, now);
    if (found === null) throw new Refusal('unknown-person');
    const { facts } = found;
    const registeredGuardians = facts.guardians.map(({ id }) => id);
    if (isPartyTo(caller, { patient: facts.patient.id, guardians: [], registeredGuardians }))
      throw new Refusal('party-to-case');
    const on = body.on ?? today;
    const entries = this.patients.access(found, on, caller);
    const self = this.patients.access(found, today, caller)[0]?.reader;
    const { id } = facts.patient;
    const patient = {
      id,
      personalNumber: self?.personalNumber ?? null,
      name: self?.name ?? null,
      protected: facts.patient.protected,
    };
    return { patient, on, knownAt: null, entries, nextChange: this.patients.nextChange(found, on) };
  }
}
