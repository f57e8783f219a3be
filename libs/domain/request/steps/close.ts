import { CommandOf } from '../commands';
import { Context } from '../context';
import { acting, RequestEvent } from '../events';

/** The decision stands in the patient's record, and with that the case is closed. */
export const document = ({ data }: CommandOf<'documentation'>, context: Context): RequestEvent[] => [
  {
    type: 'DocumentationRecorded',
    occurredAt: data.documentedAt,
    persons: [],
    data: { ...acting(context), ...data },
  },
];

/** Nothing comes of the request. */
export const withdraw = ({ data }: CommandOf<'withdrawal'>, context: Context): RequestEvent[] => [
  { type: 'RequestWithdrawn', occurredAt: context.now, persons: [], data: { ...acting(context), ...data } },
];
