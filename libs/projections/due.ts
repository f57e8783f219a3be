import { Due, dueOf, Instant, PersonId } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfFile } from './engine/table';

/** What does time do, and when? Everything that is still to be done by itself, past or to come, and not asked for yet. */
export const due: OfFile = {
  of: 'file',
  name: 'due',
  version: 1,
  columns: `request TEXT NOT NULL, kind TEXT NOT NULL, due_on TEXT NOT NULL, patient TEXT NOT NULL, due_at TEXT NOT NULL,
    PRIMARY KEY (request, kind, due_on)`,
  clustered: true,
  indexes: ['(due_at, request, kind, due_on)', '(patient)'],
  rows: ({ file, birthDate, patient, isAsked }, calendar) => {
    const all = dueOf(file, birthDate, calendar);
    const asked = all.filter((one) => one.does.does === 'mail' && isAsked(one.request, one));
    const isOver = (one: Due): boolean =>
      asked.some(({ request, kind, at }) => request === one.request && kind === one.kind && one.at <= at);
    return all
      .filter((one) => !isOver(one))
      .map(({ request, kind, on, at }) => ({ request, kind, due_on: on, patient, due_at: at }));
  },
};

/** Something that falls due, and where it stands in their order. */
export interface DueRow {
  readonly request: Due['request'];
  readonly kind: Due['kind'];
  readonly on: Due['on'];
  readonly patient: PersonId;
  readonly at: Instant;
}

/** At most `limit` of those that have fallen due by the instant, after one of them (null: the first), in the order of time. */
export function fallenDue(db: Db, now: Instant, after: DueRow | null, limit: number): readonly DueRow[] {
  const sql = `SELECT request, kind, due_on AS "on", patient, due_at AS at FROM due
    WHERE due_at <= ? AND (due_at, request, kind, due_on) > (?, ?, ?, ?) ORDER BY due_at, request, kind, due_on LIMIT ?`;
  const from = after === null ? ['', '', '', ''] : [after.at, after.request, after.kind, after.on];
  return (prepared(db, sql).all(now, ...from, limit) as DueRow[]).map((row) => ({ ...row }));
}

/** When the first of those that are to come falls due; null: there is none. */
export const nextDueAfter = (db: Db, now: Instant): Instant | null =>
  (prepared(db, 'SELECT min(due_at) AS at FROM due WHERE due_at > ?').get(now) as { at: Instant | null }).at;
