import { Action, HsaId, PersonId, RequestId, waitingOf } from '@sigill/domain';
import { Db, ReadModel, Value } from './table';

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

/** Whose steps are asked for. `decides`: procedures that the caller decides at the unit; null = all of them. */
export interface InboxOf {
  readonly unit: HsaId | null;
  readonly executor: boolean;
  readonly decides: readonly string[] | null;
  readonly notParty: PersonId | null;
}

/** What is due first comes first, then what has waited longest. */
export function inboxOf(db: Db, of: InboxOf, limit: number, offset: number): readonly InboxRow[] {
  const [sql, values] = audienceCondition(of);
  const party: readonly Value[] = of.notParty === null ? [] : [of.notParty];
  return db
    .prepare(
      `SELECT i.request, i.action, i.since, r.due_at, r.sealed FROM inbox i JOIN requests r ON r.request = i.request
       WHERE (${sql}) ${party.length > 0 ? 'AND instr(r.parties, ?) = 0' : ''}
       ORDER BY r.due_at IS NULL, r.due_at, i.since, i.request LIMIT ? OFFSET ?`,
    )
    .all(...values, ...party, limit, offset) as InboxRow[];
}

function audienceCondition({ unit, executor, decides }: InboxOf): readonly [string, readonly Value[]] {
  if (executor) return ["i.audience = 'executor'", []];
  if (unit === null) return ['0', []];
  const deciding = decides === null ? '1' : `i.procedure IN (${decides.map(() => '?').join(', ')})`;
  return [
    `i.unit = ? AND (i.audience = 'unit' OR (i.audience = 'decider' AND ${deciding}))`,
    [unit, ...(decides ?? [])],
  ];
}
