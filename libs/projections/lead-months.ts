import { Tally } from './engine/table';

/** The steps whose lead times are told, in the order of the lifecycle. */
export const steps = ['assessed', 'consulted', 'decided', 'submitted', 'executed', 'closed'] as const;
export type Step = (typeof steps)[number];

/** How many requests came to a step in a month, by how long it took (./lead-buckets)? */
export const leadMonths: Tally = {
  of: 'rows',
  name: 'lead_months',
  version: 1,
  columns: `unit TEXT NOT NULL, procedure TEXT NOT NULL, milestone TEXT NOT NULL, bucket INTEGER NOT NULL,
    month TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (unit, procedure, milestone, bucket, month)`,
  clustered: true,
  indexes: [],
  counts: 'milestones',
  group: 'procedure, milestone, bucket, substr(day, 1, 7) AS month',
  where: `milestone IN (${steps.map((step) => `'${step}'`).join(', ')})`,
};
