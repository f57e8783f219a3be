import {
  addDays,
  daysBetween,
  Instant,
  LegalDate,
  legalDateOf,
  MeasureKind,
  MismatchKind,
  mismatchKinds,
  RequestId,
} from '@sigill/domain';
import { heldAt } from './circumstances';
import { Db, prepared } from './engine/db';
import { Condition, partyConditions, Unseen, valuesOf } from './sight';

/** The reports that say how it stood at an instant, by what was recorded by then. `unit` null = all. A person's own cases (`not`)
 *  are in no figure that he or she is shown. */
export interface StandingAt {
  readonly at: Instant;
  readonly unit: string | null;
  readonly not: Unseen;
}

/** How many requests had begun a measure that was in force. `sealsWithoutLock`: of seals, where the login was not locked;
 *  `withoutEffect`: of blocks, where the young person had come of the age of own access. */
export interface MeasureRow {
  readonly kind: MeasureKind;
  readonly procedure: string;
  readonly unit: string;
  readonly inForce: number;
  readonly sealsWithoutLock: number;
  readonly withoutEffect: number;
}

/** A block or a seal to be looked at again by the day `dueOn`. `overdueDays`: 0 where that is to come. */
export interface ReviewRow {
  readonly unit: string;
  readonly procedure: string;
  readonly request: RequestId;
  readonly dueOn: LegalDate;
  readonly overdueDays: number;
}

/** `unit` and `request` null: nobody has anything to do for the patient. */
export interface MismatchRow {
  readonly kind: MismatchKind;
  readonly unit: string | null;
  readonly request: RequestId | null;
  readonly since: Instant;
}

/** By kind, procedure and unit. */
export function measuresAt(db: Db, at: StandingAt): readonly MeasureRow[] {
  const sql = `SELECT CASE name WHEN 'seal-without-lock' THEN 'seal' WHEN 'block-without-effect' THEN 'block' ELSE measure END AS kind,
      procedure, unit, sum(name = 'in-force') AS inForce, sum(name = 'seal-without-lock') AS sealsWithoutLock,
      sum(name = 'block-without-effect') AS withoutEffect`;
  const names = ['in-force', 'seal-without-lock', 'block-without-effect'];
  return asked(db, sql, { names, at, more: [], then: 'GROUP BY 1, 2, 3 ORDER BY 1, 2, 3' });
}

/** Those due, and those to come within sixty days; the oldest first. */
export function reviewsAt(db: Db, at: StandingAt): readonly ReviewRow[] {
  const today = legalDateOf(at.at);
  const rows: readonly Omit<ReviewRow, 'overdueDays'>[] = asked(
    db,
    'SELECT unit, procedure, request, due_on AS dueOn',
    {
      ...{ names: ['review'], at, more: [toCome(today)] },
      then: 'ORDER BY due_on, unit, request',
    },
  );
  return rows.map((row) => ({ ...row, overdueDays: Math.max(0, daysBetween(row.dueOn, today)) }));
}

/** By kind and unit, the oldest first. */
export const mismatchesAt = (db: Db, at: StandingAt): readonly MismatchRow[] =>
  asked(db, "SELECT name AS kind, unit, nullif(request, '') AS request, since", {
    ...{ names: mismatchKinds, at, more: [] },
    then: 'ORDER BY name, unit, since, request',
  });

interface Asked {
  readonly names: readonly string[];
  readonly at: StandingAt;
  readonly more: readonly Condition[];
  readonly then: string;
}

function asked<Row>(db: Db, select: string, { names, at: { at, unit, not }, more, then }: Asked): readonly Row[] {
  const conditions: readonly Condition[] = [
    [`name IN (${names.map((name) => `'${name}'`).join(', ')})`],
    heldAt(at),
    ...(unit === null ? [] : [['unit = ?', unit] as const]),
    ...partyConditions(not),
    ...more,
  ];
  const sql = `${select} FROM circumstances WHERE ${conditions.map(([condition]) => condition).join(' AND ')} ${then}`;
  return (prepared(db, sql).all(...valuesOf(conditions)) as Row[]).map((row) => ({ ...row }));
}

/** SQL over `circumstances`: of reviews those that are due by then, or soon. */
export const toCome = (today: LegalDate): Condition => ['due_on <= ?', addDays(today, daysAhead)];

const daysAhead = 60;
