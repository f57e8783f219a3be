import { partiesOf } from '@sigill/domain';
import { OfRequest } from './engine/table';

/** Which requests is a person a party to, or was ever? What is shown to that person is shown without them. */
export const parties: OfRequest = {
  of: 'request',
  name: 'parties',
  version: 1,
  columns: 'person TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (person, request)',
  clustered: true,
  indexes: [],
  onlyGrows: true,
  rows: ({ state }) => partiesOf(state).map((person) => ({ person, request: state.id })),
};
