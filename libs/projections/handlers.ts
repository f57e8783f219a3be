import { OfRequest } from './engine/table';

/** Who opened, assessed or decided which request? */
export const handlers: OfRequest = {
  of: 'request',
  name: 'handlers',
  version: 1,
  columns: 'staff TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (staff, request)',
  clustered: true,
  indexes: [],
  onlyGrows: true,
  rows: ({ state: { id, opened, assessment, decision } }) => {
    const acts = [opened, assessment, decision].filter((act) => act !== null);
    return [...new Set(acts.map(({ by }) => by.hsaId))].map((staff) => ({ staff, request: id }));
  },
};
