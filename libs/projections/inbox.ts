import { Action, dueAtFor, HsaId, inboxLinesOf, Instant, RequestId, TaskName, Tasks } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfRequest } from './engine/table';
import { deadlinesKept } from './first-due';
import { never } from './never';
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
    `(unit, due, since, request, action) WHERE audience = 'unit'`,
    `(unit, due, since, request, action) WHERE audience = 'decider'`,
    `(due, since, request, action) WHERE audience = 'executor'`,
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
  readonly action: Action | TaskName;
}

export interface InboxRow extends InboxPlace {
  readonly sealed: Uint8Array;
}

/** Which part of an inbox is read: as it stands now, at most `limit` lines after a place (null: the first). */
export interface InboxPart {
  readonly now: Instant;
  readonly after: InboxPlace | null;
  readonly limit: number;
}

/** The next steps and the tasks that show, in the order of the lines. */
export function inboxOf(db: Db, of: Tasks, { now, after, limit }: InboxPart): readonly InboxRow[] {
  const showing: Condition = ['i.since <= ? AND i.until > ?', now, now];
  const lines = [
    ...audiencesOf(of).flatMap((audience) => linesOf(db, 'inbox', [audience, ...rest(of, after)], limit)),
    ...taskAudiencesOf(of).flatMap((audience) => linesOf(db, 'tasks', [audience, showing, ...rest(of, after)], limit)),
  ];
  return lines
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .slice(0, limit)
    .map(({ due, ...line }) => ({ ...line, dueAt: due === never ? null : due }));
}

type Line = Omit<InboxRow, 'dueAt'> & { readonly due: string };

/** Each audience has an index of its own, in the order of the lines. */
function audiencesOf({ unit, handedOver, decides }: Tasks): readonly Condition[] {
  const audiences: Condition[] = [];
  if (unit !== null) audiences.push([`i.audience = 'unit' AND i.unit = ?`, unit], ...decidedAt(unit, decides));
  if (handedOver) audiences.push([`i.audience = 'executor' AND r.executor = 1`]);
  return audiences;
}

function taskAudiencesOf({ unit, decides }: Tasks): readonly Condition[] {
  if (unit === null) return [];
  const ofStaff: Condition = [`i.audience = 'unit' AND i.unit = ?`, unit];
  return decides === null ? [ofStaff, [`i.audience = 'decision-maker' AND i.unit = ?`, unit]] : [ofStaff];
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
    conditions.push([
      '(i.due, i.since, i.request, i.action) > (?, ?, ?, ?)',
      after.dueAt ?? never,
      after.since,
      after.request,
      after.action,
    ]);
  return conditions;
}

function linesOf(db: Db, table: 'inbox' | 'tasks', conditions: readonly Condition[], limit: number): readonly Line[] {
  const sql = `SELECT i.request, i.action, i.since, i.due, r.sealed FROM ${table} i CROSS JOIN requests r ON r.request = i.request
    WHERE ${conditions.map(([condition]) => condition).join(' AND ')} ORDER BY i.due, i.since, i.request, i.action LIMIT ?`;
  return prepared(db, sql).all(...conditions.flatMap(([, ...values]) => values), limit) as Line[];
}

const placeOf = ({ due, since, request, action }: Line): string => [due, since, request, action].join(' ');
