import {
  AccessAnswer,
  AccessEntryView,
  AccessTimeline,
  GroundView,
  PersonFound,
  PeriodView,
  ReaderTimeline,
  ReaderView,
  RegisterChanges,
} from '@sigill/application';
import { AccessChange, accessReasons, JournalContent, registerChanges } from '@sigill/domain';
import {
  date,
  described,
  enumeration,
  instant,
  list,
  MayBeAbsent,
  oneOf,
  orNull,
  ref,
  shape,
  text,
  uuid,
} from './schema';

const reader = shape<ReaderView>({
  id: uuid,
  personalNumber: orNull(text),
  name: orNull(text),
  relation: oneOf<ReaderView['relation']>({ self: 0, guardian: 0 }),
});

const ground = shape<GroundView>({
  rule: text,
  source: text,
  request: described(orNull(uuid), 'The request that began the measure behind the answer.'),
  policy: described(text, 'The policy that was judged by: the region and its first day.'),
  registerSeenAt: described(instant, 'When the register said what the answer stands on.'),
  events: described(list(uuid), 'The receipts that began the measure and set its end.'),
});

const content = shape<JournalContent>({
  shownFrom: described(orNull(date), 'The first day that is shown; null where no system is connected.'),
  systems: list(shape<JournalContent['systems'][number]>({ system: text, from: date })),
  excludedUnits: list(text),
  excludedTerms: list(text),
});

const accessEntry = shape<AccessEntryView>({
  reader,
  service: oneOf<AccessEntryView['service']>({ journal: 0, 'e-services': 0 }),
  access: oneOf<AccessEntryView['access']>({ all: 0, units: 0, none: 0 }),
  units: described(list(text), 'HSA-ids; empty unless `access` is `units`.'),
  reason: oneOf(accessReasons),
  ground,
  from: described(date, 'First day with this answer.'),
  until: described(orNull(date), 'Last day with this answer, inclusive; null where no change is in sight.'),
  content: new MayBeAbsent(content),
});

const accessAnswer = shape<AccessAnswer>({
  patient: ref('Person'),
  on: date,
  knownAt: described(instant, 'Asked again with it, the answer is the same for ever, less what is erased.'),
  entries: list(ref('AccessEntry')),
  nextChange: orNull(
    shape<AccessChange>({
      date: described(date, 'The first day with a new answer.'),
      cause: text,
    }),
  ),
});

const accessTimeline = shape<AccessTimeline>({
  patient: ref('Person'),
  from: date,
  to: date,
  knownAt: described(instant, 'Asked again with it, the answer is the same for ever, less what is erased.'),
  readers: list(
    shape<ReaderTimeline>({
      reader,
      service: oneOf<ReaderTimeline['service']>({ journal: 0, 'e-services': 0 }),
      periods: list(
        shape<PeriodView>({
          from: described(date, 'First day.'),
          until: described(orNull(date), 'Last day, inclusive.'),
          access: oneOf<PeriodView['access']>({ all: 0, units: 0, none: 0 }),
          units: list(text),
          reason: oneOf(accessReasons),
          ground,
        }),
      ),
    }),
  ),
});

const registerChangesFound = shape<RegisterChanges>({
  items: list(shape<RegisterChanges['items'][number]>({ patient: uuid, changed: list(enumeration(registerChanges)) })),
});

const personFound = shape<PersonFound>({
  person: ref('Person'),
  guardians: described(list(ref('Person')), 'As the register names them today.'),
});

/** What is told of access: who reads what, and what the register says of it. */
export const accessSchemas = {
  AccessEntry: accessEntry,
  AccessAnswer: accessAnswer,
  AccessTimeline: accessTimeline,
  PersonFound: personFound,
  RegisterChanges: registerChangesFound,
};
