import { LegalDate, RequestEvent, RequestState } from '@sigill/domain';

/** What SQLite takes and gives. */
export type Value = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

/** The part of an SQLite connection that the read models use. */
export interface Db {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): {
    run(...values: Value[]): unknown;
    get(...values: Value[]): unknown;
    all(...values: Value[]): unknown[];
  };
}

/** One event of a request, with all that a row may be made of. */
export interface Change {
  readonly event: RequestEvent;
  readonly eventId: string;
  readonly commandId: string;
  readonly commandHash: string;
  readonly position: number;
  readonly state: RequestState;
  /** Every request of the patient as it stands now, this one among them. */
  readonly patientFile: readonly RequestState[];
  /** The state as an opaque blob: personal data never stand in the clear in a read model. */
  readonly sealed: Uint8Array;
  readonly isWorkingDay: (date: LegalDate) => boolean;
  /** UUIDv5 of the event's id and a name. */
  readonly idFor: (name: string) => string;
}

/** A question the system answers: rows that are a pure function of a change.
 *  The rows of one request (or one patient) are replaced whole; `add` keeps what is there. */
export interface ReadModel {
  readonly table: string;
  /** A changed number rebuilds every read model from the log. */
  readonly version: number;
  readonly columns: string;
  readonly indexes: readonly string[];
  readonly scope: 'request' | 'patient' | 'add';
  readonly rows: (change: Change) => readonly Row[];
}

/** Applies one change to one read model. */
export function applyTo(db: Db, model: ReadModel, change: Change): void {
  switch (model.scope) {
    case 'request':
      db.prepare(`DELETE FROM ${model.table} WHERE request = ?`).run(change.state.id);
      break;
    case 'patient':
      db.prepare(`DELETE FROM ${model.table} WHERE patient = ?`).run(change.state.patient);
      break;
    case 'add':
      break;
  }
  for (const row of model.rows(change)) insert(db, model.table, row);
}

function insert(db: Db, table: string, row: Row): void {
  const names = Object.keys(row);
  const places = names.map(() => '?').join(', ');
  db.prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...Object.values(row));
}
