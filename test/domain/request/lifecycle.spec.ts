import { accepts, Action, actions, barTo, lifecycle, RefusalCode, State } from '@sigill/domain';
import { as, contextOf, given } from '../../support/domain/asking';
import { past, urgentPast } from '../../support/domain/block-case';
import { actorFor, begin, Journey, nextHour, procedureOf, roads, walk } from '../../support/domain/journey';
import { executor } from '../../support/domain/people';

type Track = 'ordinary' | 'urgent';
type Verdict = RefusalCode | 'allowed';

const states: readonly State[] = [
  'registered',
  'called',
  'executed-provisionally',
  'assessed',
  'consulted',
  'decided',
  'submitted',
  'executed',
  'closed',
];

/** api.md 4 and 4.2 by hand: what is not named is not allowed in that state. Granted cases; corrections apart. */
const verdicts: Readonly<Record<Track, Readonly<Partial<Record<State, Partial<Record<Action, Verdict>>>>>>> = {
  ordinary: {
    registered: { assessment: 'allowed', withdrawal: 'allowed' },
    assessed: { consultation: 'allowed', decision: 'consultation-missing', withdrawal: 'allowed' },
    consulted: { consultation: 'allowed', decision: 'allowed', withdrawal: 'allowed' },
    decided: { submission: 'allowed', withdrawal: 'allowed' },
    submitted: { execution: 'allowed', return: 'allowed', documentation: 'receipts-missing' },
    executed: { documentation: 'allowed' },
    closed: {},
  },
  urgent: {
    called: { execution: 'allowed', withdrawal: 'allowed' },
    'executed-provisionally': { assessment: 'allowed', execution: 'allowed' },
    assessed: { consultation: 'allowed', decision: 'consultation-missing', execution: 'allowed' },
    consulted: { consultation: 'allowed', decision: 'allowed', execution: 'allowed' },
    decided: { submission: 'allowed', execution: 'allowed' },
    executed: { documentation: 'allowed' },
    closed: {},
  },
};

/** api.md 8.3 and 8.4, by hand: whatever the state, for as long as there is something of it in force; blocks alone. */
const verdictBeside = (action: 'siblings' | 'review', { procedure, track }: Journey, state: State): Verdict => {
  const { name, begins } = procedure;
  if (action === 'siblings') return name === 'block' ? 'allowed' : 'not-allowed-in-state';
  const executed = track === 'urgent' ? state !== 'called' : state === 'executed' || state === 'closed';
  return executed && (begins === 'block' || begins === 'seal') ? 'allowed' : 'no-measure-in-force';
};
const isBeside = (action: Action): action is 'siblings' | 'review' => action === 'siblings' || action === 'review';

/** A step can be corrected once there is one: a consultation, a receipt, a documentation. */
const hasSomethingToCorrect = ({ procedure, track }: Journey, state: State): boolean => {
  if (track === 'urgent') return state !== 'called';
  const late: readonly State[] = ['executed', 'closed'];
  const since: readonly State[] = ['consulted', 'decided', 'submitted', ...late];
  return (procedure.decided.by === 'right' ? late : since).includes(state);
};

/** What the assessment of an urgent seal by staff made required has no receipt yet. */
const awaitsReceipt = ({ procedure, track }: Journey, action: Action, state: State): boolean =>
  procedure.name === 'seal.staff' && track === 'urgent' && action === 'submission' && state === 'decided';

const verdictOn = (action: Action, { state, others }: Journey): Verdict =>
  barTo(action, state, contextOf(state, as(actorFor[action], { now: nextHour(state), others }))) ?? 'allowed';

describe.each(roads)('%s on the %s track', (name, track) => {
  const procedure = procedureOf(name);
  const byRight = procedure.decided.by === 'right';
  const passed = byRight ? (['assessed', 'consulted'] as const) : [];
  const reachable = states.filter(
    (state) => verdicts[track][state] !== undefined && !passed.some((one) => one === state),
  );

  it.each(states.filter((state) => !reachable.includes(state)))('never is %s', (state) => {
    expect(() => walk(begin(procedure, track), state)).toThrow(`${name} does not come to ${state}`);
  });

  describe.each(reachable)('when it is %s', (state) => {
    const journey = walk(begin(procedure, track), state);

    it.each(actions.filter((action) => action !== 'correction'))('answers rightly whether %s may come', (action) => {
      const expected = isBeside(action)
        ? verdictBeside(action, journey, state)
        : (verdicts[track][state]?.[action] ?? 'not-allowed-in-state');
      expect(verdictOn(action, journey)).toBe(awaitsReceipt(journey, action, state) ? 'receipts-missing' : expected);
    });

    it('can be corrected if there is anything to correct', () => {
      const expected = hasSomethingToCorrect(journey, state) ? 'allowed' : 'not-allowed-in-state';
      expect(verdictOn('correction', journey)).toBe(expected);
    });
  });
});

describe('the lifecycle table', () => {
  it('names for each action and track the states of the contract, and no others', () => {
    const everywhere = states;
    expect(lifecycle).toStrictEqual({
      assessment: { ordinary: ['registered'], urgent: ['executed-provisionally'] },
      consultation: { ordinary: ['assessed', 'consulted'], urgent: ['assessed', 'consulted'] },
      decision: { ordinary: ['assessed', 'consulted'], urgent: ['assessed', 'consulted'] },
      submission: { ordinary: ['decided'], urgent: ['decided'] },
      execution: {
        ordinary: ['submitted'],
        urgent: ['called', 'executed-provisionally', 'assessed', 'consulted', 'decided'],
      },
      return: { ordinary: ['submitted'], urgent: [] },
      documentation: { ordinary: ['decided', 'submitted', 'executed'], urgent: ['decided', 'executed'] },
      withdrawal: { ordinary: ['registered', 'assessed', 'consulted', 'decided'], urgent: ['called'] },
      correction: { ordinary: everywhere, urgent: everywhere },
      siblings: { ordinary: everywhere, urgent: everywhere },
      review: { ordinary: everywhere, urgent: everywhere },
    });
    expect(Object.keys(lifecycle)).toStrictEqual([...actions]);
  });

  it('is what `accepts` reads', () => {
    expect(accepts('return', 'ordinary', 'submitted')).toBe(true);
    expect(accepts('return', 'urgent', 'executed')).toBe(false);
  });
});

describe('a refused case', () => {
  it.each(actions)('on the ordinary track answers rightly whether %s may come', (action) => {
    const { state } = given(...past.refused);
    const allowed: readonly Action[] = ['documentation', 'correction'];
    const refused = action === 'review' ? 'no-measure-in-force' : 'not-allowed-in-state';
    const expected = allowed.includes(action) ? null : refused;
    expect(barTo(action, state, contextOf(state, as(actorFor[action])))).toBe(expected);
  });

  it.each(actions)('that was urgent, and is overturned, answers rightly whether %s may come', (action) => {
    const overturned = { ...past.refused[3], data: { ...past.refused[3].data, outcome: 'refused' as const } };
    const { state } = given(...urgentPast.consulted, overturned);
    const allowed: readonly Action[] = ['documentation', 'correction', 'review'];
    expect(barTo(action, state, contextOf(state, as(actorFor[action])))).toBe(
      allowed.includes(action) ? null : 'not-allowed-in-state',
    );
  });
});

describe('a withdrawn case', () => {
  it.each(actions)('answers rightly whether %s may come', (action) => {
    const { state } = given(...past.registered, {
      type: 'RequestWithdrawn',
      occurredAt: past.registered[0].occurredAt,
      persons: [],
      data: { by: executor, at: past.registered[0].data.at, reason: 'Behovet har upphört.' },
    });
    const expected = action === 'review' ? 'no-measure-in-force' : 'not-allowed-in-state';
    expect(barTo(action, state, contextOf(state, as(actorFor[action])))).toBe(expected);
  });
});
