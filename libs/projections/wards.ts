import { guardiansIn, PersonId } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfRegister } from './engine/table';

/** Whose guardian has the population register called a person, in any answer recorded? What is shown to that person is shown
 *  without those patients. */
export const wards: OfRegister = {
  of: 'register',
  name: 'wards',
  version: 1,
  columns: 'person TEXT NOT NULL, patient TEXT NOT NULL, PRIMARY KEY (person, patient)',
  clustered: true,
  indexes: [],
  rows: ({ patient, event }) => guardiansIn(event.data).map((person) => ({ person, patient })),
};

/** The patients to whose cases the person is a party: by what requests name, and by what the register has said. */
export const wardsOf = (db: Db, person: PersonId): readonly PersonId[] =>
  (prepared(db, sql).all(person, person) as { patient: PersonId }[]).map(({ patient }) => patient);

const sql = 'SELECT patient FROM parties WHERE person = ? UNION SELECT patient FROM wards WHERE person = ?';
