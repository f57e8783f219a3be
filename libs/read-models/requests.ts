import {
  deadlinesOf,
  hasReachedExecutor,
  kindOf,
  partiesOf,
  PersonId,
  RequestId,
  RequestState,
  Sight,
} from '@sigill/domain';
import { Condition, sightConditions, valuesOf, whereOf } from './sight';
import { Db, ReadModel } from './table';

/** Which requests are there, and how does each stand? The state itself is sealed; the columns are what is searched by. */
export const requests: ReadModel = {
  table: 'requests',
  version: 2,
  columns: `request TEXT PRIMARY KEY, revision INTEGER NOT NULL, position INTEGER NOT NULL, procedure TEXT NOT NULL,
    kind TEXT NOT NULL, track TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT, unit TEXT NOT NULL, patient TEXT NOT NULL,
    parties TEXT NOT NULL, opened_at TEXT NOT NULL, due_at TEXT, executor INTEGER NOT NULL, ending TEXT, sealed BLOB NOT NULL`,
  indexes: ['requests_patient ON requests (patient)', 'requests_newest ON requests (opened_at, request)'],
  scope: 'request',
  rows: ({ state, position, sealed, isWorkingDay }) => [
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
      parties: partiesOf(state).join(' '),
      opened_at: state.opened.at,
      due_at: firstDue(state, isWorkingDay),
      executor: hasReachedExecutor(state) ? 1 : 0,
      ending: state.endingRequest,
      sealed,
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

export interface RequestFilter {
  readonly state?: string | null;
  readonly procedure?: string | null;
  readonly kind?: string | null;
  readonly unit?: string | null;
  readonly track?: string | null;
  readonly outcome?: string | null;
  readonly patient?: PersonId | null;
  /** Instants, both inclusive at the first and exclusive at the second. */
  readonly openedFrom?: string | null;
  readonly openedBefore?: string | null;
  /** Something of it was due before this instant. */
  readonly dueBefore?: string | null;
  /** The last row of the page before. */
  readonly after?: { readonly openedAt: string; readonly request: string } | null;
}

/** Newest first. */
export function searchRequests(db: Db, sight: Sight, filter: RequestFilter, limit: number): readonly RequestRow[] {
  const conditions = [...sightConditions(sight), ...filterConditions(filter)];
  return db
    .prepare(`SELECT * FROM requests WHERE ${whereOf(conditions)} ORDER BY opened_at DESC, request DESC LIMIT ?`)
    .all(...valuesOf(conditions), limit) as RequestRow[];
}

export const requestRow = (db: Db, id: string): RequestRow | undefined =>
  db.prepare('SELECT * FROM requests WHERE request = ?').get(id) as RequestRow | undefined;

/** Every request of a patient, oldest first, whatever unit it belongs to. */
export const patientFile = (db: Db, patient: string): readonly RequestRow[] =>
  db.prepare('SELECT * FROM requests WHERE patient = ? ORDER BY opened_at, request').all(patient) as RequestRow[];

/** Overturned urgent requests whose ending has not been opened. */
export const missingEndings = (db: Db): readonly RequestRow[] =>
  db
    .prepare(
      'SELECT * FROM requests AS r WHERE ending IS NOT NULL AND NOT EXISTS (SELECT 1 FROM requests WHERE request = r.ending)',
    )
    .all() as RequestRow[];

function filterConditions(filter: RequestFilter): readonly Condition[] {
  const equal = ['state', 'procedure', 'kind', 'unit', 'track', 'outcome', 'patient'] as const;
  const conditions: Condition[] = [];
  for (const name of equal) {
    const value = filter[name] ?? null;
    if (value !== null) conditions.push([`${name} = ?`, value]);
  }
  const { openedFrom, openedBefore, dueBefore, after } = filter;
  if (isGiven(openedFrom)) conditions.push(['opened_at >= ?', openedFrom]);
  if (isGiven(openedBefore)) conditions.push(['opened_at < ?', openedBefore]);
  if (isGiven(dueBefore)) conditions.push(['due_at < ?', dueBefore]);
  if (isGiven(after)) conditions.push(['(opened_at, request) < (?, ?)', after.openedAt, after.request]);
  return conditions;
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const firstDue = (state: RequestState, isWorkingDay: Parameters<typeof deadlinesOf>[1]): string | null =>
  deadlinesOf(state, isWorkingDay)
    .map(({ dueAt }) => dueAt)
    .sort()[0] ?? null;
