import { birthday } from '../../libs/domain/words/dates';
import { LegalDate, Measure, RequestEvent, RequestState, State, Track } from '@sigill/domain';

const legal: Readonly<Record<Track, readonly State[]>> = {
  ordinary: ['registered', 'assessed', 'consulted', 'decided', 'submitted', 'executed', 'closed'],
  urgent: ['called', 'executed-provisionally', 'assessed', 'consulted', 'decided', 'executed', 'closed'],
};

/** What a request must never be, in words; none = all is well. */
export function faultsOfState(state: RequestState): readonly string[] {
  const { outcome, decision, documentation, submission } = state;
  const urgent = state.track === 'urgent';
  const past: readonly State[] = ['submitted', 'executed'];
  const rules: readonly (readonly [boolean, string])[] = [
    [!legal[state.track].includes(state.state), `is ${state.state} on the ${state.track} track`],
    [past.includes(state.state) && outcome !== 'granted', `is ${state.state} without a grant`],
    [past.includes(state.state) && submission === null, `is ${state.state} without a form`],
    [past.includes(state.state) && state.assessment === null, `is ${state.state} without an assessment`],
    [outcome === 'refused' && submission !== null, 'is refused and submitted'],
    [state.state === 'closed' && documentation === null && outcome !== 'withdrawn', 'is closed without documentation'],
    [decision !== null && state.assessment === null, 'is decided without an assessment'],
    [decision?.capacity === 'head' && state.consultations.length === 0, 'is decided without a consultation'],
    [state.endingRequest !== null && !(urgent && outcome === 'refused'), 'is ended without being overturned'],
    [urgent && outcome === 'refused' && state.endingRequest === null, 'is overturned and not ended'],
    [state.revision < 1, 'has no events'],
  ];
  return rules.filter(([holds]) => holds).map(([, words]) => words);
}

const ended = (measure: Measure, requests: readonly RequestState[]): boolean =>
  requests.some((request) =>
    request.plan.some(
      (item) =>
        request.receipts[item.item] !== undefined &&
        item.effects.some(
          (effect) =>
            effect.does === 'end' &&
            effect.measure === measure.kind &&
            effect.begunBy === measure.request &&
            effect.person === measure.person,
        ),
    ),
  );

/** domain.md 4.10, 4-6: measures come by receipts, protection never ends by itself, permission always does. */
export function faultsOfMeasures(
  measures: readonly Measure[],
  requests: readonly RequestState[],
  birthDate: LegalDate,
): readonly string[] {
  const sixteen = birthday(birthDate, 16);
  return measures.flatMap((measure) => {
    const begunBy = requests.find(({ id }) => id === measure.request);
    const receipts = Object.values(begunBy?.receipts ?? {});
    const lifted = ended(measure, requests);
    const rules: readonly (readonly [boolean, string])[] = [
      [begunBy === undefined, 'was begun by nobody'],
      [begunBy?.outcome === 'withdrawn', 'is of a withdrawn request'],
      [begunBy?.outcome === 'refused' && begunBy.track === 'ordinary', 'is of a refused request'],
      [receipts.length === 0, 'has no receipt'],
      [measure.kind !== 'extension' && measure.until !== null && !lifted, 'ended by itself'],
      [measure.kind !== 'extension' && lifted && measure.until === null, 'was ended and has no end'],
      [measure.kind === 'extension' && measure.until === null, 'has no end'],
      [
        measure.kind === 'extension' &&
          measure.until !== null &&
          measure.until > sixteen &&
          measure.until > measure.from,
        'lasts beyond sixteen',
      ],
      [measure.until !== null && measure.until < measure.from, 'ends before it begins'],
      [measure.kind === 'extension' && measure.unit === null, 'is of no unit'],
    ];
    return rules.filter(([holds]) => holds).map(([, words]) => `the ${measure.kind} ${words}`);
  });
}

/** Two measures of one sort on one person at once; only a call that nothing stops, or a correction, can bring that about. */
export function doubled(measures: readonly Measure[], day: LegalDate): readonly string[] {
  const standing = measures
    .filter(({ from, until, kind }) => kind !== 'lock' && (until === null || (day < until && from < until)))
    .map(({ kind, person, unit, procedure }) => [kind, person, unit, kind === 'seal' ? procedure : ''].join('|'));
  return standing.filter((one, index) => standing.indexOf(one) < index);
}

/** Of what a command added: recorded now, and never further in the future than five minutes. */
export function faultsOfEvents(events: readonly RequestEvent[], now: string): readonly string[] {
  const latest = new Date(Date.parse(now) + 5 * 60_000).toISOString();
  return events.flatMap(({ type, data, occurredAt }) => [
    ...(data.at === now ? [] : [`${type} is not recorded now`]),
    ...(occurredAt <= latest ? [] : [`${type} has not happened yet`]),
  ]);
}
