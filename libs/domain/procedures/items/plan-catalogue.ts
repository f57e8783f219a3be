import { LegalDate, HsaId, Instant, PersonId, RequestId } from '../../terms';
import { Measure, MeasureKind, PlanItem } from '../../measures/measures';
import { PlanFacts, Procedure } from '../procedure';

/** Every item that a plan of this procedure can hold, in order, whatever the case: the person behind an item reads
 *  `<person id>`. Found by planning a few made-up cases, so that a procedure says its items once. */
export function planCatalogue(procedure: Procedure): readonly Omit<PlanItem, 'effects'>[] {
  const items = cases.flatMap((facts) => procedure.plan(facts));
  const byName = new Map<string, Omit<PlanItem, 'effects'>>();
  for (const { item, title, required } of items) {
    byName.set(item, { item, title, required: required || byName.get(item)?.required === true });
  }
  return optionalLast([...byName.values()]);
}

const person = '<person id>' as PersonId;
const patient = '<patient id>' as PersonId;
const concerned = '<request id>' as RequestId;
const other = '<other request id>' as RequestId;
const day = '2026-01-01' as LegalDate;

const measure = (kind: MeasureKind, request: RequestId, whose: PersonId): Measure => ({
  kind,
  request,
  procedure: kind,
  patient,
  person: whose,
  unit: null,
  from: day,
  until: null,
});

const own = [
  measure('seal', concerned, patient),
  measure('lock', concerned, patient),
  measure('extension', other, person),
];
const withAnother = [...own, measure('seal', other, patient)];

const base: Omit<PlanFacts, 'measures' | 'outcomes'> = {
  request: null,
  track: 'ordinary',
  patient,
  guardians: [person],
  unit: 'SE0000000000-E0' as HsaId,
  concerns: concerned,
  validFrom: day,
  validUntil: day,
  answers: {},
  locksToCome: [],
  register: {
    at: '2026-01-01T00:00:00.000Z' as Instant,
    source: 'catalogue',
    patient: { id: patient, protection: 'none', deceasedOn: null },
    guardians: [],
  },
  today: day,
  readsAlone: false,
};

const cases: readonly PlanFacts[] = [own, withAnother].flatMap((measures) =>
  (['continue', 'end'] as const).map((outcome) => ({
    ...base,
    measures,
    outcomes: [{ guardian: person, outcome }],
  })),
);

const optionalLast = (items: readonly Omit<PlanItem, 'effects'>[]): readonly Omit<PlanItem, 'effects'>[] => [
  ...items.filter(({ required }) => required),
  ...items.filter(({ required }) => !required),
];
