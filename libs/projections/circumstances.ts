import { circumstancesIn } from '@sigill/domain';
import { OfFile } from './engine/table';
import { never } from './never';
import { Condition } from './sight';

/** What held of measures and cases, from when until when, by what was known at that very time? `request` and `measure`: '' where
 *  there is none. */
export const circumstances: OfFile = {
  of: 'file',
  name: 'circumstances',
  version: 1,
  columns: `patient TEXT NOT NULL, name TEXT NOT NULL, request TEXT NOT NULL, measure TEXT NOT NULL, since TEXT NOT NULL,
    until TEXT NOT NULL, procedure TEXT, unit TEXT, due_on TEXT, PRIMARY KEY (patient, name, request, measure, since)`,
  clustered: true,
  indexes: [
    '(name, until, since, unit, measure, procedure, due_on, request)',
    '(unit, name, until, since, measure, procedure, due_on, request)',
  ],
  rows: ({ file, birthDate, patient }, calendar) =>
    circumstancesIn(file, birthDate, calendar).map(
      ({ name, request, measure, from, until, procedure, unit, dueOn }) => ({
        ...{ patient, name, procedure, unit },
        request: request ?? '',
        measure: measure ?? '',
        since: from,
        until: until ?? never,
        due_on: dueOn,
      }),
    ),
};

/** SQL over `circumstances`: it held at the instant. */
export const heldAt = (at: string): Condition => ['until > ? AND since <= ?', at, at];
