import { accepted } from '../../support/case';
import { RunningProgram } from '../../support/program';

export interface Report {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly at: string | null;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export const reportOf = async (program: RunningProgram, path: string, by = 'auditor'): Promise<Report> =>
  accepted(await program.as(by).get<Report>(`/v1/reports/${path}`), 200).body;

/** `block decided 2`, then the median, the 90th percentile and the longest, in hours. */
export const leadTimes = ({ rows }: Report): readonly string[] =>
  rows.map(({ procedure, step, count, medianHours, p90Hours, maxHours }) =>
    [procedure, step, count, [medianHours, p90Hours, maxHours].join('/')].join(' '),
  );
