import { addDays, legalDateOf } from '../words/dates';
import { grouped } from '../words/grouped';
import { onceEach } from '../words/once-each';
import { LegalDate, PersonId, RequestId } from '../terms';
import { EventRef, Measure, MeasureKind, PlanEffect, TracedMeasure } from './measures';
import { GivenReceipt, Makings, RequestState } from '../request/state';

export type Ending = Extract<PlanEffect, { does: 'end' }> & {
  readonly on: LegalDate;
  readonly by: RequestId;
  readonly event: EventRef;
};

/** What a request has to tell of measures. */
export type Measuring = Makings & Pick<RequestState, 'id' | 'procedure' | 'patient' | 'lapses'>;

/** What sets the end of a measure: a receipt, or time. */
type Stop = Omit<Ending, 'by' | 'does' | 'from'> & { readonly by: RequestId | null };

/** What a request began, and the receipt that says so. */
type Begun = Measure & { readonly event: EventRef };

/** All measures that these requests (of one patient) began, with the endings that any of them brought.
 *  Access counts from the receipt, never from the decision (api.md 3). */
export function measuresOf(requests: readonly Measuring[]): readonly TracedMeasure[] {
  const stops: readonly Stop[] = [...requests.flatMap(endingsOf), ...requests.flatMap(lapsesOf)];
  const endings = grouped(stops, ({ measure, begunBy, person }) => keyOf(measure, begunBy, person));
  return requests
    .flatMap((request) => beginningsOf(request))
    .map((begun) => {
      const own = endings.get(keyOf(begun.kind, begun.request, begun.person));
      return own === undefined ? unended(begun) : ended(begun, own);
    });
}

/** A patient may have hundreds: each request's are looked up, not searched for. */
export function byRequest(measures: readonly TracedMeasure[]): (request: RequestId) => readonly TracedMeasure[] {
  const begun = grouped(measures, ({ request }) => request);
  return (request) => begun.get(request) ?? [];
}

const keyOf = (kind: MeasureKind, begunBy: RequestId, person: PersonId): string => `${kind} ${begunBy} ${person}`;

const eventOf = (request: Measuring, { revision }: GivenReceipt): EventRef => ({ request: request.id, revision });

/** Begun and not ended yet, today or later: a future measure stands too, unless it was ended before its first day. */
export const stands = (measure: Measure, day: LegalDate): boolean =>
  measure.until === null || (day < measure.until && measure.from < measure.until);

/** Those of one kind that stand. */
export const standing = (measures: readonly Measure[], kind: Measure['kind'], day: LegalDate): readonly Measure[] =>
  measures.filter((measure) => measure.kind === kind && stands(measure, day));

const given = (request: Measuring): readonly { readonly receipt: GivenReceipt; readonly effect: PlanEffect }[] =>
  request.plan.flatMap((item) => {
    const receipt = request.receipts[item.item];
    return receipt === undefined ? [] : item.effects.map((effect) => ({ receipt, effect }));
  });

/** What the request began by its receipts, before any ending. */
export const beginningsOf = onceEach((request: Measuring): readonly Begun[] =>
  given(request).flatMap(({ receipt, effect }) => {
    if (effect.does !== 'begin') return [];
    const until = effect.until === null ? null : addDays(effect.until, 1);
    return [
      {
        kind: effect.measure,
        request: request.id,
        procedure: request.procedure.name,
        patient: request.patient,
        person: effect.person,
        unit: effect.unit,
        from: effectiveDay(request, receipt, effect.from),
        until,
        event: eventOf(request, receipt),
      },
    ];
  }),
);

/** What it ended by its receipts, and from which day on. */
export const endingsOf = onceEach((request: Measuring): readonly Ending[] =>
  given(request).flatMap(({ receipt, effect }) =>
    effect.does === 'end'
      ? [
          {
            ...effect,
            on: effectiveDay(request, receipt, effect.from),
            by: request.id,
            event: eventOf(request, receipt),
          },
        ]
      : [],
  ),
);

/** What time has ended, and from which day on. */
export const lapsesOf = ({ id, lapses }: Measuring): readonly Stop[] =>
  lapses.flatMap(({ measure, guardians, from: on, revision }) =>
    guardians.map((person) => ({
      ...{ measure, person, begunBy: id, on, by: null },
      event: { request: id, revision },
    })),
  );

function effectiveDay(request: Measuring, receipt: GivenReceipt, from: PlanEffect['from']): LegalDate {
  const performed = legalDateOf(receipt.performedAt);
  return from === 'valid-from' && request.validFrom > performed ? request.validFrom : performed;
}

/** The first ending counts; one that comes when the measure is over by itself ends nothing. @param endings of this measure */
function ended({ event, ...measure }: Begun, endings: readonly Stop[]): TracedMeasure {
  const own = endings.filter((ending) => measure.until === null || ending.on < measure.until);
  const [first] = own.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
  const until = first?.on ?? measure.until;
  return {
    ...measure,
    until: until !== null && until < measure.from ? measure.from : until,
    endedBy: first?.by ?? null,
    events: first === undefined ? [event] : [event, first.event],
  };
}

/** Most are ended by nothing but their last day. */
const unended = onceEach((begun: Begun): TracedMeasure => ended(begun, []));
