import {
  Calendar,
  CommandRefused,
  FellDue,
  LegalDate,
  PatientFile,
  PersonId,
  RequestEvent,
  RequestId,
  RequestState,
} from '@sigill/domain';
import { Row } from './db';
import { FedEffect, FedRegister } from './feed';

/** How rows are kept, whatever they say. */
export interface Stored {
  readonly name: string;
  /** Raised whenever the rows would be others than before: then this table alone is made anew. */
  readonly version: number;
  /** What stands between the parentheses of CREATE TABLE. */
  readonly columns: string;
  /** Kept in the order of the primary key, without a rowid. */
  readonly clustered: boolean;
  /** Column lists, with a condition where one is wanted: `(unit, day) WHERE ...`. */
  readonly indexes: readonly string[];
  /** Of what is sealed in it. Raised where a stored value cannot be read any more: then nothing is answered from the old rows. */
  readonly format?: number;
}

/** A request as far as it has been followed. */
export interface FoldedRequest {
  readonly state: RequestState;
  /** Of its newest event. */
  readonly position: number;
}

/** What a row may be made of besides the request. */
export interface Tools extends Calendar {
  /** The state as an opaque blob: personal data never stand in the clear in a projection. */
  readonly sealed: (state: RequestState) => Uint8Array;
}

/** One event of a request, and what it left behind. */
export interface Change {
  readonly request: RequestId;
  readonly event: RequestEvent;
  readonly state: RequestState;
  readonly position: number;
  readonly commandId: string;
  /** Of the idempotency key; null where there was none. */
  readonly keyId: string | null;
  /** UUIDv5 of the event's id and a name. */
  readonly idFor: (name: string) => string;
}

/** A request's rows, replaced whole. `onlyGrows`: none of them is ever taken away, so there is nothing to remove first. */
export interface OfRequest extends Stored {
  readonly of: 'request';
  readonly onlyGrows?: boolean;
  readonly rows: (folded: FoldedRequest, tools: Tools) => readonly Row[];
}

/** Rows of single events; one of the same primary key takes the place of the one before. */
export interface OfEvent extends Stored {
  readonly of: 'event';
  readonly rows: (change: Change) => readonly Row[];
}

/** Rows of what the population register said; one of the same primary key takes the place of the one before. */
export interface OfRegister extends Stored {
  readonly of: 'register';
  readonly rows: (fed: FedRegister, seal: Seal) => readonly Row[];
}

/** A text as an opaque blob that opens in its own row alone. */
export type Seal = (text: string, row: Row) => Uint8Array;

/** A patient as far as followed: the file, read back from the rows. */
export interface FollowedFile {
  readonly patient: PersonId;
  readonly birthDate: LegalDate;
  readonly file: PatientFile;
  /** Has time asked already for what fell due? */
  readonly isAsked: (request: RequestId, due: FellDue) => boolean;
}

/** A patient's rows, which have a column `patient`: a function of the whole file, replaced whole. */
export interface OfFile extends Stored {
  readonly of: 'file';
  readonly rows: (followed: FollowedFile, calendar: Calendar) => readonly Row[];
}

/** A row for each effect, under `effect`: asked for by an event of a request or by the first of its own, changed by its own. */
export interface OfEffect extends Stored {
  readonly of: 'effect';
  readonly asked: (change: Change) => readonly Row[];
  /** @throws BrokenHistory */
  readonly after: (row: Row | undefined, fed: FedEffect) => Row;
}

/** A row for each command that was refused. */
export interface OfRefusal extends Stored {
  readonly of: 'refusal';
  readonly row: (refusal: string, refused: CommandRefused['data']) => Row;
}

/** How many rows of another table there are of each kind: of each unit, and under `unit` '' of all units together; the number is
 *  in the column `n`, the last one. Never counted by itself: it moves with a request's rows in that table, off before they are
 *  replaced and on after it, in one transaction. */
export interface Tally extends Stored {
  readonly of: 'rows';
  /** The table that is counted. */
  readonly counts: string;
  /** What stands between `unit` and `n`, in the order of the columns, as it is selected from a counted row. */
  readonly group: string;
  /** Which rows are counted; all unless told. */
  readonly where?: string;
}

/** A question the system answers from rows of its own: each a pure function of what was followed. */
export type Table = OfRequest | OfEvent | OfRegister | OfEffect | OfRefusal | OfFile | Tally;
