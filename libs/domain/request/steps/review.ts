import { addDays } from '../../words/dates';
import { CommandOf } from '../commands';
import { Context } from '../context';
import { acting, RequestEvent } from '../events';
import { Refusal } from '../refusal';

/** Whoever may decide has looked at the measure once more, and says when next. @throws Refusal `date-not-allowed` */
export function review({ data }: CommandOf<'review'>, context: Context): RequestEvent[] {
  const { now, today } = context;
  if (data.reviewBy <= today) {
    const first = addDays(today, 1);
    throw new Refusal('date-not-allowed', {
      faults: [{ pointer: '/reviewBy', code: 'date-not-allowed' }],
      limit: { sv: `Första tillåtna dag är ${first}.`, en: `The first day allowed is ${first}.` },
    });
  }
  return [{ type: 'MeasureReviewed', occurredAt: now, persons: [], data: { ...acting(context), ...data } }];
}
