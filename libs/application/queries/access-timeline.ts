import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { birthday, invalidBody } from '@sigill/domain';
import type { Instant, LegalDate } from '@sigill/domain';
import { IsInstant, IsLegalDate, IsNumberText, Optional } from '../bodies';
import type { Asking } from '../asking';
import { Patients, ReaderTimeline } from '../patients';
import { PatientSought, SoughtPatients } from '../sought-patients';

export class AccessTimelineBody {
  @IsNumberText()
  readonly patient: string;

  /** The birth date, where it is left out. */
  @Optional()
  @IsLegalDate()
  readonly from?: LegalDate | null;

  /** The later of the 19th birthday and a year from today, where it is left out. */
  @Optional()
  @IsLegalDate()
  readonly to?: LegalDate | null;

  /** By what was known at the instant; by what is known now, where it is left out. */
  @Optional()
  @IsInstant()
  readonly knownAt?: Instant | null;
}

export interface AccessTimeline {
  readonly patient: PatientSought['patient'];
  readonly from: LegalDate;
  readonly to: LegalDate;
  readonly knownAt: Instant;
  readonly readers: readonly ReaderTimeline[];
}

/** `POST /v1/access/timeline`: who reads what of a patient, from a day to another */
export class AskTimeline extends Query<AccessTimeline> {
  constructor(
    readonly asking: Asking,
    readonly body: AccessTimelineBody,
  ) {
    super();
  }
}

const longestYears = 120;
const grownUpAge = 19;

@QueryHandler(AskTimeline)
export class AskTimelineHandler implements IQueryHandler<AskTimeline> {
  constructor(
    private readonly sought: SoughtPatients,
    private readonly patients: Patients,
  ) {}

  async execute({ asking, body }: AskTimeline): Promise<AccessTimeline> {
    const { found, caller, patient, knownAt, today } = await this.sought.patient(asking, body);
    const { birthDate } = found.facts.patient;
    const from = body.from ?? birthDate;
    const to = body.to ?? latest(birthday(birthDate, grownUpAge), birthday(today, 1), from);
    if (from < birthDate) throw invalidBody('/from', 'not-applicable');
    if (to < from || to > birthday(from, longestYears)) throw invalidBody('/to', 'not-applicable');
    return { patient, from, to, knownAt, readers: this.patients.timeline(found, { from, to }, caller) };
  }
}

const latest = (...dates: readonly [LegalDate, ...LegalDate[]]): LegalDate =>
  dates.reduce((one, other) => (one > other ? one : other));
