import { eachUnitAndAll } from './each-unit';
import { Tally } from './engine/table';

/** How many requests of a unit came to what on a day? `unit` '' = of all units. */
export const milestoneDays: Tally = {
  of: 'rows',
  name: 'milestone_days',
  version: 1,
  columns: `unit TEXT NOT NULL, day TEXT NOT NULL, procedure TEXT NOT NULL, kind TEXT NOT NULL, track TEXT NOT NULL,
    milestone TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (unit, day, procedure, track, milestone)`,
  clustered: true,
  indexes: [],
  counts: 'milestones',
  groups: (from, n) =>
    `SELECT unit, day, procedure, kind, track, milestone, ${n} AS n
     FROM ${eachUnitAndAll('day, procedure, kind, track, milestone', from)}
     GROUP BY unit, day, procedure, track, milestone`,
};
