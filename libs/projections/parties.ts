import { partiesOf, PersonId } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfRequest } from './engine/table';

/** To which requests is a person a party, or was ever, and of which patients are they? What is shown to that person is shown
 *  without those patients. `named`: as guardian, in the request itself. */
export const parties: OfRequest = {
  of: 'request',
  name: 'parties',
  version: 2,
  columns: `person TEXT NOT NULL, request TEXT NOT NULL, patient TEXT NOT NULL, named INTEGER NOT NULL,
    PRIMARY KEY (person, request)`,
  clustered: true,
  indexes: [],
  onlyGrows: true,
  rows: ({ state }) =>
    partiesOf(state).map((person) => ({
      person,
      request: state.id,
      patient: state.patient,
      named: state.guardians.includes(person) ? 1 : 0,
    })),
};

/** The patients to whose cases the person is a party. */
export const wardsOf = (db: Db, person: PersonId): readonly PersonId[] =>
  (prepared(db, 'SELECT DISTINCT patient FROM parties WHERE person = ?').all(person) as { patient: PersonId }[]).map(
    ({ patient }) => patient,
  );
