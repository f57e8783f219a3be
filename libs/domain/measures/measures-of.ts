import { addDays, legalDateOf } from '../words/dates';
import { LegalDate, RequestId } from '../terms';
import { Measure, MeasureKind, PlanEffect } from './measures';
import { GivenReceipt, RequestState } from '../request/state';

export type Ending = Extract<PlanEffect, { does: 'end' }> & { readonly on: LegalDate };

/** All measures that these requests (of one patient) began, with the endings that any of them brought.
 *  Access counts from the receipt, never from the decision (api.md 3). */
export function measuresOf(requests: readonly RequestState[]): readonly Measure[] {
  const endings = requests.flatMap(endingsOf);
  return requests.flatMap((request) => beginningsOf(request)).map((measure) => ended(measure, endings));
}

/** Begun and not ended yet, today or later: a future measure stands too, unless it was ended before its first day. */
export const stands = (measure: Measure, day: LegalDate): boolean =>
  measure.until === null || (day < measure.until && measure.from < measure.until);

/** Those of one kind that stand. */
export const standing = (measures: readonly Measure[], kind: Measure['kind'], day: LegalDate): readonly Measure[] =>
  measures.filter((measure) => measure.kind === kind && stands(measure, day));

const given = (request: RequestState): readonly { readonly receipt: GivenReceipt; readonly effect: PlanEffect }[] =>
  request.plan.flatMap((item) => {
    const receipt = request.receipts[item.item];
    return receipt === undefined ? [] : item.effects.map((effect) => ({ receipt, effect }));
  });

/** What the request began by its receipts, before any ending. */
export function beginningsOf(request: RequestState): readonly Measure[] {
  return given(request).flatMap(({ receipt, effect }) => {
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
      },
    ];
  });
}

/** What it ended by its receipts, and from which day on. */
export const endingsOf = (request: RequestState): readonly Ending[] =>
  given(request).flatMap(({ receipt, effect }) =>
    effect.does === 'end' ? [{ ...effect, on: effectiveDay(request, receipt, effect.from) }] : [],
  );

function effectiveDay(request: RequestState, receipt: GivenReceipt, from: PlanEffect['from']): LegalDate {
  const performed = legalDateOf(receipt.performedAt);
  return from === 'valid-from' && request.validFrom > performed ? request.validFrom : performed;
}

function ended(measure: Measure, endings: readonly Ending[]): Measure {
  const days = endings.filter((ending) => ends(ending, measure)).map((ending) => ending.on);
  const until = [measure.until, ...days].reduce<LegalDate | null>(
    (first, day) => (first === null || (day !== null && day < first) ? day : first),
    null,
  );
  return { ...measure, until: until !== null && until < measure.from ? measure.from : until };
}

const ends = (ending: { measure: MeasureKind; begunBy: RequestId; person: string }, measure: Measure): boolean =>
  ending.measure === measure.kind && ending.begunBy === measure.request && ending.person === measure.person;
