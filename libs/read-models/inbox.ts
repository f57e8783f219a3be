import { Action, RequestId, Tasks, waitingOf } from '@sigill/domain';
import { taskConditions, valuesOf, whereOf } from './sight';
import { Db, ReadModel } from './table';

/** What waits for whom? One row at most for each request: its next step. */
export const inbox: ReadModel = {
  table: 'inbox',
  version: 1,
  columns: `request TEXT PRIMARY KEY, action TEXT NOT NULL, audience TEXT NOT NULL, unit TEXT NOT NULL, procedure TEXT NOT NULL,
    since TEXT NOT NULL`,
  indexes: ['inbox_unit ON inbox (unit, audience)'],
  scope: 'request',
  rows: ({ state }) => {
    const waiting = waitingOf(state);
    if (waiting === null) return [];
    const { action, audience } = waiting;
    const { id: request, unit, procedure, changedAt } = state;
    return [{ request, action, audience, unit: unit.hsaId, procedure: procedure.name, since: changedAt }];
  },
};

export interface InboxRow {
  readonly request: RequestId;
  readonly action: Action;
  readonly since: string;
  readonly due_at: string | null;
  readonly sealed: Uint8Array;
}

/** What is due first comes first, then what has waited longest. */
export function inboxOf(db: Db, tasks: Tasks, limit: number, offset: number): readonly InboxRow[] {
  const conditions = taskConditions(tasks);
  return db
    .prepare(
      `SELECT i.request, i.action, i.since, r.due_at, r.sealed FROM inbox i JOIN requests r ON r.request = i.request
       WHERE ${whereOf(conditions)} ORDER BY r.due_at IS NULL, r.due_at, i.since, i.request LIMIT ? OFFSET ?`,
    )
    .all(...valuesOf(conditions), limit, offset) as InboxRow[];
}
