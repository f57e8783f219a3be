import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { AccessChange } from '@sigill/domain';
import type { Instant, LegalDate } from '@sigill/domain';
import { IsInstant, IsLegalDate, IsNumberText, Optional } from '../bodies';
import type { Asking } from '../asking';
import { Patients, AccessEntryView } from '../patients';
import { PatientSought, SoughtPatients } from '../sought-patients';

export class AccessSearchBody {
  @IsNumberText()
  readonly patient: string;

  @Optional()
  @IsLegalDate()
  readonly on?: LegalDate | null;

  /** By what was known at the instant; by what is known now, where it is left out. */
  @Optional()
  @IsInstant()
  readonly knownAt?: Instant | null;
}

export interface AccessAnswer {
  readonly patient: PatientSought['patient'];
  readonly on: LegalDate;
  readonly knownAt: Instant;
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
    private readonly sought: SoughtPatients,
    private readonly patients: Patients,
  ) {}

  async execute({ asking, body }: SearchAccess): Promise<AccessAnswer> {
    const { found, caller, patient, knownAt, today } = await this.sought.patient(asking, body);
    const on = body.on ?? today;
    const entries = this.patients.access(found, on, caller);
    return { patient, on, knownAt, entries, nextChange: this.patients.nextChange(found, on) };
  }
}
