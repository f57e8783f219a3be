import { partiesOf } from '@sigill/domain';
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
