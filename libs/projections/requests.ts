import { hasReachedExecutor, HsaId, kindOf, LegalDate, PersonId, RequestId, Sight } from '@sigill/domain';
import { measureCondition, MeasureStanding } from './begun';
import { Db, prepared, Value } from './engine/db';
import { OfRequest } from './engine/table';
import { figureCondition, FigureFilter } from './figures';
import { firstDue } from './first-due';
import { dueBefore } from './reviews';
import { Condition, sightConditions } from './sight';

/** Read in the order of the list; what is searched by stands in the index too, so that a line that is not wanted costs little. */
const searchedBy = 'opened_at, request, state, procedure, kind, track, outcome';

/** Which requests are there, and how does each stand? The state itself is sealed; the columns are what is searched by. */
export const requests: OfRequest = {
  of: 'request',
  name: 'requests',
  version: 8,
  format: 5,
  columns: `request TEXT PRIMARY KEY, revision INTEGER NOT NULL, position INTEGER NOT NULL, procedure TEXT NOT NULL,
    kind TEXT NOT NULL, track TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT, unit TEXT NOT NULL, patient TEXT NOT NULL,
    opened_at TEXT NOT NULL, due_at TEXT, executor INTEGER NOT NULL, case_number TEXT NOT NULL, sealed BLOB NOT NULL`,
  clustered: false,
  indexes: [
    '(patient, opened_at, request)',
    `(${searchedBy})`,
    `(unit, ${searchedBy})`,
    `(${searchedBy}) WHERE executor = 1`,
    '(state, opened_at, request)',
    '(case_number)',
    '(unit, state, opened_at, request)',
    '(due_at, opened_at, request, unit, executor) WHERE due_at IS NOT NULL',
  ],
  rows: ({ state, position }, tools) => [
    {
      request: state.id,
      revision: state.revision,
      position,
      procedure: state.procedure.name,
      kind: kindOf(state.procedure.name),
      track: state.track,
      state: state.state,
      outcome: state.outcome,
      unit: state.unit.hsaId,
      patient: state.patient,
      opened_at: state.opened.at,
      due_at: firstDue(state, tools),
      executor: hasReachedExecutor(state) ? 1 : 0,
      case_number: state.caseNumber,
      sealed: tools.sealed(state),
    },
  ],
};

export interface RequestRow {
  readonly request: RequestId;
  readonly patient: PersonId;
  readonly position: number;
  readonly opened_at: string;
  readonly sealed: Uint8Array;
}

/** The state of one request; null where there is none. */
export const sealedRequest = (db: Db, request: RequestId): Uint8Array | null =>
  (prepared(db, 'SELECT sealed FROM requests WHERE request = ?').get(request) as { sealed: Uint8Array } | undefined)
    ?.sealed ?? null;

/** Of the newest event that its row is made of; null where there is no row. */
export const positionOfRequest = (db: Db, request: RequestId): number | null =>
  (prepared(db, 'SELECT position FROM requests WHERE request = ?').get(request) as { position: number } | undefined)
    ?.position ?? null;

/** The patients with an open request or a measure in force, in the order of their ids, after the one given. */
export function patientsConcerned(
  db: Db,
  after: PersonId | null,
  today: LegalDate,
  limit: number,
): readonly PersonId[] {
  const [inForce, ...values] = measureCondition('in-force', today);
  const open = `state NOT IN ('closed', 'executed') AND outcome IS NOT 'refused'`;
  const sql = `SELECT DISTINCT patient FROM requests WHERE patient > ? AND (${open} OR ${inForce}) ORDER BY patient LIMIT ?`;
  const rows = prepared(db, sql).all(after ?? '', ...values, limit) as { patient: PersonId }[];
  return rows.map(({ patient }) => patient);
}

/** Where a request stands in a list. */
export interface RequestPlace {
  readonly openedAt: string;
  readonly request: RequestId;
}

export interface RequestFilter {
  readonly state?: string | null;
  readonly procedure?: string | null;
  readonly kind?: string | null;
  readonly unit?: string | null;
  readonly track?: string | null;
  readonly outcome?: string | null;
  readonly patient?: PersonId | null;
  /** As the program writes it. */
  readonly caseNumber?: string | null;
  /** Named in the request. */
  readonly guardian?: PersonId | null;
  /** Who opened, assessed or decided it. */
  readonly handledBy?: HsaId | null;
  /** What it began, as it stands on a day. */
  readonly measure?: { readonly standing: MeasureStanding; readonly on: LegalDate } | null;
  /** Instants, both inclusive at the first and exclusive at the second. */
  readonly openedFrom?: string | null;
  readonly openedBefore?: string | null;
  /** Something of it was due before this instant. */
  readonly dueBefore?: string | null;
  /** What stands behind a figure of a report. */
  readonly behind?: FigureFilter | null;
  /** The last row of the page before. */
  readonly after?: RequestPlace | null;
}

/** SQL, and the values for its places. */
export interface Question {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Newest first. */
export const searchRequests = (db: Db, sight: Sight, filter: RequestFilter, limit: number): readonly RequestRow[] => {
  const { sql, values } = searchQuestion(sight, filter, limit);
  return prepared(db, sql).all(...values) as RequestRow[];
};

/** What is asked by a search: in an index's order. What is found by what few have (when it was due, a case number, a guardian, who
 *  handled it, a figure) is put in order by its keys alone, before anything of it is read. */
export function searchQuestion(sight: Sight, filter: RequestFilter, limit: number): Question {
  const conditions = [...sightConditions(sight), ...filterConditions(filter)];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  const few = [filter.dueBefore, filter.caseNumber, filter.guardian, filter.handledBy, filter.behind].some(isGiven);
  const isSorted = few && !isGiven(filter.patient);
  const found = isSorted
    ? `WHERE rowid IN (SELECT rowid FROM requests ${where} ORDER BY +opened_at DESC, +request DESC LIMIT ?)`
    : where;
  return {
    sql: `SELECT ${shown} FROM requests ${found} ORDER BY opened_at DESC, request DESC ${isSorted ? '' : 'LIMIT ?'}`,
    values: [...conditions.flatMap(([, ...bound]) => bound), limit],
  };
}

const shown = 'request, patient, position, opened_at, sealed';

const filterConditions = (filter: RequestFilter): readonly Condition[] => [
  ...equals.flatMap((name) => asked(filter[name], (value) => [`${name} = ?`, value])),
  ...asked(filter.caseNumber, (value) => ['case_number = ?', value]),
  ...asked(filter.guardian, (value) => [
    'request IN (SELECT request FROM parties WHERE person = ? AND named = 1)',
    value,
  ]),
  ...asked(filter.handledBy, (value) => ['request IN (SELECT request FROM handlers WHERE staff = ?)', value]),
  ...asked(filter.measure, ({ standing, on }) => measureCondition(standing, on)),
  ...asked(filter.behind, figureCondition),
  ...asked(filter.openedFrom, (value) => ['opened_at >= ?', value]),
  ...asked(filter.openedBefore, (value) => ['opened_at < ?', value]),
  ...asked(filter.dueBefore, dueBefore),
  ...asked(filter.after, ({ openedAt, request }) => ['(opened_at, request) < (?, ?)', openedAt, request]),
];

const equals = ['state', 'procedure', 'kind', 'unit', 'track', 'outcome', 'patient'] as const;

const asked = <T>(value: T | null | undefined, condition: (value: T) => Condition): readonly Condition[] =>
  isGiven(value) ? [condition(value)] : [];

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
