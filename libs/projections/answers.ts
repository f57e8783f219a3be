import { PersonId } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { boundTo } from './engine/feed';
import { answersName } from './engine/file-scribe';
import { OfRegister } from './engine/table';

/** What has the population register said of a patient? Sealed, as it names everybody; what is made of whole files is made of it. */
export const answers: OfRegister = {
  of: 'register',
  name: answersName,
  version: 1,
  columns: 'patient TEXT NOT NULL, position INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (patient, position)',
  clustered: true,
  indexes: [],
  rows: ({ patient, position, event }, seal) => [
    { patient, position, sealed: seal(JSON.stringify(event), { patient, position }) },
  ],
};

/** An answer as it is kept. */
export interface SealedAnswer {
  readonly sealed: Uint8Array;
  /** What the blob is bound to. */
  readonly about: string;
}

/** What the register has said of the patient, oldest first. */
export const answersOf = (db: Db, patient: PersonId): readonly SealedAnswer[] =>
  (prepared(db, sql).all(patient) as { position: number; sealed: Uint8Array }[]).map(({ position, sealed }) => ({
    sealed,
    about: boundTo({ patient, position }),
  }));

const sql = `SELECT position, sealed FROM ${answersName} WHERE patient = ? ORDER BY position`;
