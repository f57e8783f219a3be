import { Tally } from './engine/table';

/** How many requests of a unit came to what in a month? */
export const milestoneMonths: Tally = {
  of: 'rows',
  name: 'milestone_months',
  version: 1,
  columns: `unit TEXT NOT NULL, month TEXT NOT NULL, procedure TEXT NOT NULL, track TEXT NOT NULL, milestone TEXT NOT NULL,
    kind TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (unit, month, procedure, track, milestone)`,
  clustered: true,
  indexes: [],
  counts: 'milestones',
  group: 'substr(day, 1, 7) AS month, procedure, track, milestone, kind',
};
