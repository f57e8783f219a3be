import { ReportsController } from '../../controllers/reports.controller';
import { Operations } from '../operation';
import { date, instant, text } from '../schema';

export const reportsOperations: Operations<ReportsController> = {
  report: {
    tag: 'Reports',
    summary: 'Get a report',
    description:
      '`volumes` counts what was recorded in each month, `lead-times` measures from the opening to each step, `urgent` tells by their month what has become of urgent calls, `refusals` counts commands and openings that were answered with 403 or 409. `measures`, `reviews` and `mismatches` say how it stood on the Swedish day of `at` (now, where it is left out) by what was recorded by then, and take no `from` and no `to`: what was in force, what is to be reviewed within sixty days or should have been, and what does not fit together. As CSV with `Accept: text/csv`. Staff get their own unit, an auditor any or all.',
    manner: 'question',
    answers: { 'application/json': 'Report', 'text/csv': text },
    headers: ['Content-Disposition'],
    parameters: [
      { name: 'from', schema: date, description: 'First day, inclusive; eleven months before `to`, from its first.' },
      { name: 'to', schema: date, description: 'Last day, inclusive; today where it is left out.' },
      { name: 'unit', schema: text, description: 'HSA-id of a unit.' },
      { name: 'at', schema: instant, description: 'As it was recorded at that instant.' },
    ],
  },
};
