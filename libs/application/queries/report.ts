import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { legalDateOf, sightOf } from '@sigill/domain';
import type { Instant, LegalDate, Sight } from '@sigill/domain';
import { ReportWindow, StandingAt } from '@sigill/projections';
import type { Asking } from '../asking';
import { NotAuthorized, NotFound } from '../errors';
import { Facts } from '../facts';
import { Looking } from '../looking';
import { ReadSide } from '../read-side';

/** Of what was recorded in a time, or how it stood at an instant. */
type Told =
  | {
      readonly of: 'days';
      readonly rows: (readSide: ReadSide, window: ReportWindow, now: Instant) => readonly object[];
    }
  | { readonly of: 'instant'; readonly rows: (readSide: ReadSide, at: StandingAt) => readonly object[] };

/** The reports that there are. */
const reports: Readonly<Record<string, Told>> = {
  volumes: { of: 'days', rows: (readSide, window) => readSide.volumes(window) },
  'lead-times': { of: 'days', rows: (readSide, window) => readSide.leadTimes(window) },
  urgent: { of: 'days', rows: (readSide, window, now) => readSide.urgent(window, earlier(window.knownAt ?? now, now)) },
  refusals: { of: 'days', rows: (readSide, window) => readSide.refusals(window) },
  measures: { of: 'instant', rows: (readSide, at) => readSide.measures(at) },
  reviews: { of: 'instant', rows: (readSide, at) => readSide.reviews(at) },
  mismatches: { of: 'instant', rows: (readSide, at) => readSide.mismatches(at) },
};

const reportNamed = (named: string): Told | undefined => (Object.hasOwn(reports, named) ? reports[named] : undefined);

/** Does the report say how it stood at an instant? Then it has no first and no last day. */
export const saysHowItStood = (named: string): boolean => reportNamed(named)?.of === 'instant';

/** `from`, `to`: first and last day of what is counted, both inclusive (the last twelve months unless told); none of a report that
 *  says how it stood. `at`: as it was known then. `unit`: null = the caller's own, or all for an auditor. */
export interface ReportParameters {
  readonly from: LegalDate | null;
  readonly to: LegalDate | null;
  readonly at: Instant | null;
  readonly unit: string | null;
}

export interface Report {
  readonly name: string;
  readonly from: LegalDate | null;
  readonly to: LegalDate | null;
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

  /** @throws NotFound, NotAuthorized */
  async execute({ asking, named, parameters }: GetReport): Promise<Report> {
    const report = reportNamed(named);
    if (report === undefined) throw new NotFound();
    const sight = sightOf('reports', await this.looking.caller(asking));
    const unit = unitFor(sight, parameters.unit);
    const { at } = parameters;
    const now = this.facts.now();
    if (report.of === 'instant') {
      const rows = report.rows(this.readSide, { at: earlier(at ?? now, now), unit, not: sight });
      return { name: named, from: null, to: null, at, rows };
    }
    const to = parameters.to ?? legalDateOf(now);
    const from = parameters.from ?? elevenMonthsBefore(to);
    const window = { from, to, knownAt: at, unit, not: sight };
    return { name: named, from, to, at, rows: report.rows(this.readSide, window, now) };
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
