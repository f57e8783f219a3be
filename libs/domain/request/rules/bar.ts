import { isHead, mandateOf } from '../../authority/mandate';
import { isParty, isPartyToAny } from '../../authority/party';
import { inForce } from '../../measures/measures';
import { measuresOf } from '../../measures/measures-of';
import { guardiansIn, isDeceased } from '../../register/snapshot';
import { Context } from '../context';
import { accepts, Action } from '../lifecycle';
import { RefusalCode } from '../refusal';
import { hasExecution, missingReceipts, RequestState } from '../state';

export type BarContext = Pick<
  Context,
  'actor' | 'actorPerson' | 'delegations' | 'onCall' | 'policy' | 'procedure' | 'today' | 'register' | 'others'
>;

/** Why the actor cannot take this action now, whatever the body says; null = nothing stands in the way.
 *  In which role the actor acts there has been told by `capacityFor`, which hides the case from its parties; that no act of
 *  theirs is recorded, whoever calls, is kept here too. Order: api.md 1 and 5. */
export function barTo(action: Action, state: RequestState, context: BarContext): RefusalCode | null {
  const unmandated = lackOfMandate(action, state, context);
  if (unmandated !== null) return unmandated;
  const { actorPerson, others, register } = context;
  const isRecorded = isPartyToAny(actorPerson, [state, ...others]);
  if (isRecorded || isParty(actorPerson, guardiansIn(register))) return 'party-to-case';
  if (!accepts(action, state.track, state.state)) return 'not-allowed-in-state';
  return particulars[action](state, context) ?? (isOverByDeath(action, state, context) ? 'deceased' : null);
}

/** To decide takes a mandate; to look at a measure again, the head's. */
function lackOfMandate(action: Action, { unit }: RequestState, context: BarContext): RefusalCode | null {
  if (action === 'review') return isHead(context) ? null : 'no-mandate';
  const mandate = action === 'decision' ? mandateOf(context.actor, context, unit.hsaId) : null;
  return mandate?.as === 'none' ? mandate.because : null;
}

/** Where the patient has died a request can only be withdrawn or documented, and sent back to where it can be; what is carried
 *  out already and cannot be closed yet takes its course. */
const isOverByDeath = (action: Action, state: RequestState, context: BarContext): boolean =>
  isDeceased(context.register.patient, context.today) &&
  action !== 'correction' &&
  !waysOut.includes(action) &&
  waysOut.some((way) => accepts(way, state.track, state.state) && particulars[way](state, context) === null);

const waysOut: readonly Action[] = ['withdrawal', 'documentation', 'return'];

type Particular = (state: RequestState, context: BarContext) => RefusalCode | null;

const refusedDecision = (state: RequestState): boolean => state.state === 'decided' && state.outcome === 'refused';
const anyReceipt = (state: RequestState): boolean => Object.keys(state.receipts).length > 0;
const notNow = (holds: boolean): RefusalCode | null => (holds ? 'not-allowed-in-state' : null);

/** What the lifecycle table cannot tell from the state's name. */
const particulars: Readonly<Record<Action, Particular>> = {
  assessment: () => null,
  consultation: () => null,
  decision: (state, { actor, onCall }) => {
    if (state.state === 'assessed') return 'consultation-missing';
    const assessedBySame = state.assessment?.by.hsaId === actor.hsaId;
    return assessedBySame && !isHead({ actor, onCall }) ? 'same-person' : null;
  },
  submission: (state) => {
    if (refusedDecision(state)) return 'not-allowed-in-state';
    return state.track === 'urgent' && missingReceipts(state).length > 0 ? 'receipts-missing' : null;
  },
  execution: (state) => notNow(refusedDecision(state)),
  return: (state) => notNow(anyReceipt(state)),
  documentation: (state) => {
    const unexecuted = state.state === 'executed' && missingReceipts(state).length > 0;
    if (state.state === 'submitted' || unexecuted) return 'receipts-missing';
    return notNow(state.state === 'decided' && !refusedDecision(state));
  },
  withdrawal: (state) => notNow(refusedDecision(state) || anyReceipt(state)),
  correction: (state) => notNow(!anythingToCorrect(state)),
  siblings: ({ outcome }, { procedure }) =>
    notNow(procedure.assessesSiblings !== true || outcome === 'refused' || outcome === 'withdrawn'),
  review: (state, context) => (protects(state, context) ? null : 'no-measure-in-force'),
};

/** A block or a seal that the request began is in force today. */
const protects = (state: RequestState, { others, today }: BarContext): boolean =>
  measuresOf([...others, state]).some(
    (measure) =>
      measure.request === state.id && (measure.kind === 'block' || measure.kind === 'seal') && inForce(measure, today),
  );

const anythingToCorrect = (state: RequestState): boolean =>
  hasExecution(state) || state.consultations.length > 0 || state.documentation !== null;
