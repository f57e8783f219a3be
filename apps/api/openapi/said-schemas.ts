import { refusalCodes } from '@sigill/domain';
import { MeasureView, RequestView, SiblingView } from '@sigill/projections';
import { SiblingRefusal } from '../controllers/answers';
import {
  count,
  date,
  described,
  enumeration,
  flag,
  instant,
  JsonSchema,
  list,
  oneOf,
  orNull,
  ref,
  shape,
  text,
  uuid,
} from './schema';

/** Parts of the view that say why something was done again, and what has become of it. */

type Some<Type> = NonNullable<Type>;
const done = { at: instant, by: ref('Actor') };

const withdrawal = shape<Some<RequestView['withdrawal']>>({
  reason: described(orNull(text), 'Null in lists and for the executor.'),
  ...done,
});

const formReturn = shape<RequestView['returns'][number]>({
  reason: described(orNull(text), 'Null in lists.'),
  errors: described(list(text), 'Empty in lists.'),
  ...done,
});

const correction = shape<RequestView['corrections'][number]>({
  step: oneOf<RequestView['corrections'][number]['step']>({ execution: 0, documentation: 0, consultation: 0 }),
  reason: described(orNull(text), 'Null in lists, and for the executor where it is not of the execution.'),
  revision: described(count, 'Number of the event that recorded the correction.'),
  ...done,
});

const executionNote = shape<RequestView['execution']['notes'][number]>({
  note: described(orNull(text), 'Null in lists.'),
  ...done,
});

const measure = shape<MeasureView>({
  kind: oneOf<MeasureView['kind']>({ extension: 0, block: 0, seal: 0, lock: 0 }),
  person: described(uuid, 'Whose access it is about.'),
  unit: described(orNull(text), 'HSA-id; null where it is for the whole account.'),
  from: described(date, 'First day.'),
  until: described(orNull(date), 'Last day, inclusive.'),
  inForce: flag,
  endedBy: described(orNull(uuid), 'The request that ended it; null for a caller who may not read that one.'),
});

const sibling = shape<SiblingView>({
  person: ref('Person'),
  answer: described(
    orNull(oneOf<Some<SiblingView['answer']>>({ 'needs-block': 0, 'no-need': 0 })),
    'Null where the assessment gives none, and to the sibling’s own family.',
  ),
  note: orNull(text),
  request: described(orNull(uuid), 'The request opened from this one; null for a caller who may not read that one.'),
});

const siblingRefusal = shape<SiblingRefusal>({
  person: ref('Person'),
  code: described(enumeration(refusalCodes), 'As an opening would be refused.'),
});

export const saidSchemas: Readonly<Record<string, JsonSchema>> = {
  Withdrawal: withdrawal,
  FormReturn: formReturn,
  Correction: correction,
  ExecutionNote: executionNote,
  Measure: measure,
  Sibling: sibling,
  SiblingRefusal: siblingRefusal,
};
