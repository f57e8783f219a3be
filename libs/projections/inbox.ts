import { Action, HsaId, PersonId, RequestId, waitingOf } from '@sigill/domain';
import { Db, prepared, Value } from './engine/db';
import { OfRequest } from './engine/table';
import { firstDue } from './first-due';

/** What waits for whom? One row at most for each request: its next step. */
export const inbox: OfRequest = {
  of: 'request',
  name: 'inbox',
  version: 2,
  columns: `request TEXT PRIMARY KEY, action TEXT NOT NULL, audience TEXT NOT NULL, unit TEXT NOT NULL, procedure TEXT NOT NULL,
    since TEXT NOT NULL, due TEXT NOT NULL, parties TEXT NOT NULL`,
  clustered: true,
  indexes: [
    `(unit, due, since, request) WHERE audience = 'unit'`,
    `(unit, due, since, request) WHERE audience = 'decider'`,
    `(due, since, request) WHERE audience = 'executor'`,
  ],
  rows: ({ state, parties }, { isWorkingDay }) => {
    const waiting = waitingOf(state);
    if (waiting === null) return [];
    const { action, audience } = waiting;
    return [
      {
        request: state.id,
        action,
        audience,
        unit: state.unit.hsaId,
        procedure: state.procedure.name,
        since: state.changedAt,
        due: firstDue(state, isWorkingDay) ?? never,
        parties: parties.join(' '),
      },
    ];
  },
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

/** Whose steps are asked for; null: none of these. */
export interface InboxOf {
  /** Whose staff the caller is, and the procedures that he or she decides there: null = all of them. */
  readonly unit: { readonly id: HsaId; readonly decides: readonly string[] | null } | null;
  readonly executor: boolean;
  readonly notParty: PersonId | null;
}

/** At most `limit` lines after a place (null: the first), in their order. */
export function inboxOf(db: Db, of: InboxOf, after: InboxPlace | null, limit: number): readonly InboxRow[] {
  const lines = audiencesOf(of).flatMap((audience) => linesOf(db, [audience, ...rest(of, after)], limit));
  return lines
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .slice(0, limit)
    .map(({ due, ...line }) => ({ ...line, dueAt: due === never ? null : due }));
}

/** Sorts after every instant. */
const never = '~';

type Line = Omit<InboxRow, 'dueAt'> & { readonly due: string };
type Condition = readonly [sql: string, ...values: Value[]];

/** Each audience has an index of its own, in the order of the lines. */
function audiencesOf({ unit, executor }: InboxOf): readonly Condition[] {
  const ofUnit = (id: HsaId, decides: readonly string[] | null): readonly Condition[] => [
    [`i.audience = 'unit' AND i.unit = ?`, id],
    ...(decides === null
      ? [[`i.audience = 'decider' AND i.unit = ?`, id] as const]
      : decides.length === 0
        ? []
        : [
            [
              `i.audience = 'decider' AND i.unit = ? AND i.procedure IN (SELECT value FROM json_each(?))`,
              id,
              JSON.stringify(decides),
            ] as const,
          ]),
  ];
  return [
    ...(unit === null ? [] : ofUnit(unit.id, unit.decides)),
    ...(executor ? [[`i.audience = 'executor'`] as const] : []),
  ];
}

function rest({ notParty }: InboxOf, after: InboxPlace | null): readonly Condition[] {
  const conditions: Condition[] = [];
  if (notParty !== null) conditions.push(['instr(i.parties, ?) = 0', notParty]);
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
