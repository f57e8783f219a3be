import { afterDay, measured, reviewDayOf } from '@sigill/domain';
import { OfFile } from './engine/table';
import { Condition } from './sight';

/** By when is each block and seal that goes on to be reviewed? */
export const reviews: OfFile = {
  of: 'file',
  name: 'reviews',
  version: 1,
  columns: 'request TEXT PRIMARY KEY, patient TEXT NOT NULL, due TEXT NOT NULL',
  clustered: true,
  indexes: ['(due)', '(patient)'],
  rows: ({ file: { requests }, patient }, calendar) => {
    const file = measured([...requests.values()]);
    return [...requests.values()].flatMap((request) => {
      const day = reviewDayOf(request, file, calendar);
      return day === null ? [] : [{ request: request.id, patient, due: afterDay(day) }];
    });
  },
};

/** SQL over `requests`: something of it was due before the instant. */
export const dueBefore = (instant: string): Condition => [
  'request IN (SELECT request FROM requests WHERE due_at < ? UNION ALL SELECT request FROM reviews WHERE due < ?)',
  instant,
  instant,
];
