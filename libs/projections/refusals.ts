import { legalDateOf } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfRefusal } from './engine/table';
import { ReportWindow } from './milestones';
import { Condition, valuesOf } from './sight';

/** Which commands and openings were refused? Of whom is told by ids alone; `day`: in Sweden. */
export const refusals: OfRefusal = {
  of: 'refusal',
  name: 'refusals',
  version: 1,
  columns: `refusal TEXT PRIMARY KEY, at TEXT NOT NULL, day TEXT NOT NULL, procedure TEXT, action TEXT NOT NULL,
    code TEXT NOT NULL, unit TEXT, patient TEXT, request TEXT`,
  clustered: true,
  indexes: ['(unit, day, procedure, action, code, at, patient)', '(day, procedure, action, code, at, patient)'],
  row: (refusal, { at, procedure, action, code, unit, patient, request }) => ({
    refusal,
    at,
    day: legalDateOf(at),
    procedure,
    action,
    code,
    unit,
    patient,
    request,
  }),
};

/** How often something was refused in a month (of Sweden's calendar). `procedure` null: none was named that there is. */
export interface RefusalRow {
  readonly month: string;
  readonly procedure: string | null;
  readonly action: string;
  readonly code: string;
  readonly count: number;
}

/** Months in order, then by name. A person's own cases are in no figure that he or she is shown. */
export function refusalsOf(db: Db, window: ReportWindow): readonly RefusalRow[] {
  const conditions = [...withinDays(window), ...ofOthers(window)];
  const rows = prepared(
    db,
    `SELECT substr(day, 1, 7) AS month, procedure, action, code, count(*) AS count FROM refusals
     WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
     GROUP BY month, procedure, action, code ORDER BY month, procedure, action, code`,
  ).all(...valuesOf(conditions)) as RefusalRow[];
  return rows.map((row) => ({ ...row }));
}

const withinDays = ({ from, to, knownAt, unit }: ReportWindow): readonly Condition[] => [
  ['day >= ? AND day <= ?', from, to],
  ...(knownAt === null ? [] : [['at <= ?', knownAt] as const]),
  ...(unit === null ? [] : [['unit = ?', unit] as const]),
];

const ofOthers = ({ not: { notOfPatients } }: ReportWindow): readonly Condition[] =>
  notOfPatients.length === 0
    ? []
    : [
        [
          '(patient IS NULL OR patient NOT IN (SELECT value FROM json_each(?)))',
          JSON.stringify(notOfPatients),
        ] as const,
      ];
