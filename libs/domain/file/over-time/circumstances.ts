import { inForce, Measure } from '../../measures/measures';
import { dayReached } from '../../policy/day-reached';
import { pinnedProcedure } from '../../procedures/registry';
import { RegisterAnswer } from '../../register/history';
import { protectsFamily } from '../../register/snapshot';
import { RequestState } from '../../request/state';
import { Calendar } from '../../request/told/deadlines';
import { HsaId, LegalDate, PersonId, RequestId } from '../../terms';
import { legalDateOf, startOfDay } from '../../words/dates';
import { always, common, Spans, union, without } from '../../words/spans';
import { PatientFile } from '../file';
import { halfExecuted, openTimes, receiptsMissing, undocumented, withoutForm } from './case-mismatches';
import { Circumstance, circumstancesDuring } from './circumstance';
import { endersIn, historiesIn, MeasureHistory, timesWhile } from './measure-histories';
import { Arrival, arrivalsIn, namesGuardian, timesOfAnswers } from './register-times';
import { reviewsIn } from './review-times';

/** All that held at any time of a patient's requests and measures, by what was known then (api.md 8.6). */
export function circumstancesIn(
  { requests, register: { answers } }: PatientFile,
  birthDate: LegalDate,
  calendar: Calendar,
): readonly Circumstance[] {
  const all = [...requests.values()];
  const enders = endersIn(all);
  const byRequest = historiesIn(all, enders);
  const histories = [...byRequest.values()].flat();
  const facts: Facts = {
    ...{ all, histories, answers, birthDate, calendar },
    historiesOf: (request) => byRequest.get(request) ?? [],
    locked: timesOf(histories, 'lock'),
    unprotected: timesOfAnswers(answers, (answer) => !protectsFamily(answer)),
    arrivals: arrivalsIn(answers),
  };
  return [
    ...all.flatMap((request) => ofRequest(request, facts)),
    ...unsealed(facts),
    ...reviewsIn(all, enders, calendar),
  ];
}

interface Facts {
  readonly all: readonly RequestState[];
  readonly histories: readonly MeasureHistory[];
  readonly historiesOf: (request: RequestId) => readonly MeasureHistory[];
  readonly answers: readonly RegisterAnswer[];
  readonly birthDate: LegalDate;
  readonly calendar: Calendar;
  readonly locked: Spans;
  readonly unprotected: Spans;
  readonly arrivals: readonly Arrival[];
}

const ofRequest = (request: RequestState, facts: Facts): readonly Circumstance[] => [
  ...ofMeasures(request, facts),
  ...circumstancesDuring('executed-without-documentation', request, undocumented(request, facts.calendar)),
  ...circumstancesDuring('urgent-without-form', request, withoutForm(request, facts.calendar)),
  ...circumstancesDuring('half-executed', request, halfExecuted(request)),
  ...circumstancesDuring('receipts-missing', request, receiptsMissing(request)),
];

function ofMeasures(request: RequestState, facts: Facts): readonly Circumstance[] {
  const own = facts.historiesOf(request.id);
  if (own.length === 0) return [];
  const kinds = [...new Set(own.map(({ kind }) => kind))];
  const seals = timesOf(own, 'seal');
  const followsProtection = pinnedProcedure(request.procedure).followsProtection === true;
  return [
    ...kinds.flatMap((measure) => circumstancesDuring('in-force', request, timesOf(own, measure), { measure })),
    ...circumstancesDuring('block-without-effect', request, common(timesOf(own, 'block'), ownAccess(facts))),
    ...circumstancesDuring('seal-without-lock', request, without(seals, facts.locked)),
    ...circumstancesDuring('block-with-extension', request, besideExtension(own, facts)),
    ...circumstancesDuring(
      'seal-without-protection',
      request,
      followsProtection ? common(seals, facts.unprotected) : [],
    ),
    ...circumstancesDuring('custody-changed', request, custodyChanged(request, own, facts)),
  ];
}

const timesOf = (histories: readonly MeasureHistory[], kind: Measure['kind']): Spans =>
  union(histories.filter((one) => one.kind === kind).flatMap((one) => one.inForce));

/** From the birthday on which the young person reads alone, whatever is blocked (api.md 6.3). */
const ownAccess = ({ birthDate, calendar: { policies } }: Facts): Spans =>
  union([{ from: startOfDay(dayReached(birthDate, policies, ({ ownAccessAge }) => ownAccessAge)), until: null }]);

/** A guardian is blocked, and an extension for the same one is set (scenario 2). */
const besideExtension = (own: readonly MeasureHistory[], { histories }: Facts): Spans =>
  union(
    own
      .filter(({ kind }) => kind === 'block')
      .flatMap((block) =>
        common(
          block.inForce,
          timesOf(
            histories.filter(({ person }) => person === block.person),
            'extension',
          ),
        ),
      ),
  );

/** What is in force is about somebody who is no guardian any more, or there is a new one at whom nobody has looked. */
const custodyChanged = (request: RequestState, own: readonly MeasureHistory[], facts: Facts): Spans =>
  union([
    ...own
      .filter(({ kind, person }) => kind === 'block' || (kind === 'extension' && person !== request.patient))
      .flatMap(({ inForce: times, person }) => common(times, gone(facts, person))),
    ...facts.arrivals.flatMap((arrival) => notLookedAt(arrival, request, own, facts)),
  ]);

const gone = ({ answers }: Facts, person: PersonId): Spans =>
  timesOfAnswers(answers, (answer) => !namesGuardian(person)(answer));

/** As the task `new-guardian` asks, while any of the block is in force (../due/register-tasks). */
function notLookedAt(
  { person, since, there }: Arrival,
  { said }: RequestState,
  own: readonly MeasureHistory[],
  { histories }: Facts,
): Spans {
  const day = legalDateOf(since);
  const blocks = own.filter(({ kind }) => kind === 'block');
  const wasInForce = blocks.flatMap(({ versions }) => timesWhile(versions, (one) => (inForce(one, day) ? always : [])));
  const named = histories
    .filter((one) => one.kind === 'block' && one.person === person)
    .flatMap(({ versions }) => timesWhile(versions, ({ until }) => (until === null || until > day ? always : [])));
  const looked = said.reviewDays.filter((one) => one.in === 'review' && one.at >= since);
  const done = union([...named, ...looked.map(({ at }) => ({ from: at, until: null }))]);
  return without(common(common(there, union(wasInForce)), timesOf(blocks, 'block')), done);
}

/** The register protects somebody of the family, and nothing is sealed for it: for each unit on its newest request that is open
 *  or has something in force, and for nobody where there is none (api.md 8.3). */
function unsealed({ all, histories, historiesOf, answers }: Facts): readonly Circumstance[] {
  const isFollowing = (id: RequestId): boolean =>
    all.some((one) => one.id === id && pinnedProcedure(one.procedure).followsProtection === true);
  const seals = histories.filter(({ kind, request }) => kind === 'seal' && isFollowing(request));
  const times = without(timesOfAnswers(answers, protectsFamily), timesOf(seals, 'seal'));
  if (times.length === 0) return [];
  const told = new Map<HsaId, Spans>();
  const lines = all.toReversed().flatMap((request) => {
    const before = told.get(request.unit.hsaId) ?? [];
    const own = common(times, concernedBy(request, historiesOf(request.id)));
    told.set(request.unit.hsaId, union([...before, ...own]));
    return circumstancesDuring('protected-without-seal', request, without(own, before));
  });
  const nobodys = without(times, union([...told.values()].flat()));
  return [...lines, ...circumstancesDuring('protected-without-seal', null, nobodys)];
}

const concernedBy = (request: RequestState, own: readonly MeasureHistory[]): Spans =>
  union([...openTimes(request), ...own.flatMap(({ inForce: times }) => times)]);
