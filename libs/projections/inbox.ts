import { Action, dueAtFor, HsaId, inboxLinesOf, RequestId, Tasks } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfRequest } from './engine/table';
import { deadlinesKept } from './first-due';
import { Condition, partyConditions } from './sight';

/** What waits for whom? Of each request its next step, and beside it what was undone. */
export const inbox: OfRequest = {
  of: 'request',
  name: 'inbox',
  version: 5,
  columns: `request TEXT NOT NULL, action TEXT NOT NULL, audience TEXT NOT NULL, unit TEXT NOT NULL, procedure TEXT NOT NULL,
    since TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY (request, action)`,
  clustered: true,
  indexes: [
    `(unit, due, since, request) WHERE audience = 'unit'`,
    `(unit, due, since, request) WHERE audience = 'decider'`,
    `(due, since, request) WHERE audience = 'executor'`,
  ],
  rows: ({ state }, tools) =>
    inboxLinesOf(state).map(({ action, audience, since, dueAt }) => ({
      request: state.id,
      action,
      audience,
      unit: state.unit.hsaId,
      procedure: state.procedure.name,
      since,
      due: dueAt ?? dueAtFor(action, deadlinesKept(state, tools)) ?? never,
    })),
};

/** Where a line of an inbox stands: what is due first comes first, then what has waited longest. */
export interface InboxPlace {
  /** Null: never due. */
  readonly dueAt: string | null;
  readonly since: string;
  readonly request: RequestId;
}

export interface InboxRow extends InboxPlace {
  readonly action: Action;
  readonly sealed: Uint8Array;
}

/** At most `limit` lines after a place (null: the first), in their order. */
export function inboxOf(db: Db, of: Tasks, after: InboxPlace | null, limit: number): readonly InboxRow[] {
  const lines = audiencesOf(of).flatMap((audience) => linesOf(db, [audience, ...rest(of, after)], limit));
  return lines
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .slice(0, limit)
    .map(({ due, ...line }) => ({ ...line, dueAt: due === never ? null : due }));
}

/** Sorts after every instant. */
const never = '~';

type Line = Omit<InboxRow, 'dueAt'> & { readonly due: string };

/** Each audience has an index of its own, in the order of the lines. */
function audiencesOf({ unit, handedOver, decides }: Tasks): readonly Condition[] {
  const audiences: Condition[] = [];
  if (unit !== null) audiences.push([`i.audience = 'unit' AND i.unit = ?`, unit], ...decidedAt(unit, decides));
  if (handedOver) audiences.push([`i.audience = 'executor' AND r.executor = 1`]);
  return audiences;
}

function decidedAt(unit: HsaId, decides: Tasks['decides']): readonly Condition[] {
  const all = `i.audience = 'decider' AND i.unit = ?`;
  if (decides === null) return [[all, unit]];
  if (decides.length === 0) return [];
  return [[`${all} AND i.procedure IN (SELECT value FROM json_each(?))`, unit, JSON.stringify(decides)]];
}

function rest(tasks: Tasks, after: InboxPlace | null): readonly Condition[] {
  const conditions: Condition[] = [...partyConditions(tasks, 'r.')];
  if (after !== null)
    conditions.push(['(i.due, i.since, i.request) > (?, ?, ?)', after.dueAt ?? never, after.since, after.request]);
  return conditions;
}

function linesOf(db: Db, conditions: readonly Condition[], limit: number): readonly Line[] {
  const sql = `SELECT i.request, i.action, i.since, i.due, r.sealed FROM inbox i CROSS JOIN requests r ON r.request = i.request
    WHERE ${conditions.map(([condition]) => condition).join(' AND ')} ORDER BY i.due, i.since, i.request LIMIT ?`;
  return prepared(db, sql).all(...conditions.flatMap(([, ...values]) => values), limit) as Line[];
}

const placeOf = ({ due, since, request }: Line): string => [due, since, request].join(' ');
