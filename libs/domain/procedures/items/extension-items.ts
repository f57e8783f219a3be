import { PersonId } from '../../terms';
import { PlanItem } from '../../measures/measures';
import { begin, end, registryReferenceNoted } from './plan-items';
import { PlanFacts } from '../procedure';

/** Minderårig tillgång is set for one reader and the unit of the decision, until the last day (domain.md 4.1, 4.2; I1). */
export const extending = (facts: PlanFacts, reader: PersonId): readonly PlanItem[] => [
  {
    item: 'minor-access-set',
    title: { sv: 'Sätt Minderårig tillgång för enheten', en: 'Set minor access for the unit' },
    required: true,
    effects: [begin(facts, 'extension', reader, { unit: facts.unit, until: facts.validUntil })],
  },
  registryReferenceNoted,
];

/** Minderårig tillgång, as one request set it, is removed for everyone it was set for; also when it is over by itself before the
 *  removal is told: its receipt may be of an earlier day. */
export const extensionEnding = (facts: PlanFacts): readonly PlanItem[] => {
  const ended = facts.measures.filter(({ kind, request }) => kind === 'extension' && request === facts.concerns);
  return [
    {
      item: 'minor-access-removed',
      title: { sv: 'Ta bort Minderårig tillgång', en: 'Remove minor access' },
      required: true,
      effects: ended.map(({ person, request }) => end('extension', person, request, 'valid-from')),
    },
    registryReferenceNoted,
  ];
};
