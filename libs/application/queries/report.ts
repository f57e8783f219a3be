import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { legalDateOf, sightOf } from '@sigill/domain';
import type { Instant, LegalDate, Sight } from '@sigill/domain';
import { ReportWindow } from '@sigill/projections';
import type { Asking } from '../asking';
import { NotAuthorized, NotFound } from '../errors';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { ReadSide } from '../read-side';

/** The reports that there are. */
const reports: Readonly<Record<string, (readSide: ReadSide, window: ReportWindow, now: Instant) => readonly object[]>> =
  {
    volumes: (readSide, window) => readSide.volumes(window),
    'lead-times': (readSide, window) => readSide.leadTimes(window),
    urgent: (readSide, window, now) => readSide.urgent(window, earlier(window.knownAt ?? now, now)),
    refusals: (readSide, window) => readSide.refusals(window),
  };

/** `from`, `to`: first and last day of what is counted, both inclusive (the last twelve months unless told). `at`: as it
 *  was known then. `unit`: null = the caller's own, or all for an auditor. */
export interface ReportParameters {
  readonly from: LegalDate | null;
  readonly to: LegalDate | null;
  readonly at: Instant | null;
  readonly unit: string | null;
}

export interface Report {
  readonly name: string;
  readonly from: LegalDate;
  readonly to: LegalDate;
  readonly at: Instant | null;
  readonly rows: readonly object[];
}

/** `GET /v1/reports/{name}` */
export class GetReport extends Query<Report> {
  constructor(
    readonly asking: Asking,
    readonly named: string,
    readonly parameters: ReportParameters,
  ) {
    super();
  }
}

@QueryHandler(GetReport)
export class GetReportHandler implements IQueryHandler<GetReport> {
  constructor(
    private readonly looking: Looking,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
  ) {}

  async execute({ asking, named, parameters }: GetReport): Promise<Report> {
    const report = Object.hasOwn(reports, named) ? reports[named] : undefined;
    if (report === undefined) throw new NotFound();
    const sight = sightOf('reports', await this.looking.caller(asking));
    const unit = unitFor(sight, parameters.unit);
    const now = this.facts.now();
    const to = parameters.to ?? legalDateOf(now);
    const from = parameters.from ?? elevenMonthsBefore(to);
    const window = { from, to, knownAt: parameters.at, unit, not: sight };
    return { name: named, from, to, at: parameters.at, rows: report(this.readSide, window, now) };
  }
}

/** What time does by itself is not told ahead. */
const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);

/** An auditor sees every unit, everybody else the own. @throws NotAuthorized */
function unitFor({ all, unit }: Sight, wanted: string | null): string | null {
  if (all) return wanted;
  if (unit === null || (wanted !== null && wanted !== unit)) throw new NotAuthorized();
  return unit;
}

/** The first day of the month eleven months back. */
function elevenMonthsBefore(date: LegalDate): LegalDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - 11;
  const year = String(Math.floor(months / 12)).padStart(4, '0');
  return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01` as LegalDate;
}
