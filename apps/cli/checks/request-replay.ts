import { effectIdOf } from '@sigill/application/plain';
import {
  accepts,
  Action,
  barTo,
  Dispatch,
  dispatchesFor,
  evolve,
  legalDateOf,
  pinnedProcedure,
  policyOn,
  RegionPolicies,
  RequestEvent,
  requestEventOf,
  RequestEventType,
  RequestId,
  RequestState,
} from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';
import { oneLine } from '../one-line';
import { Findings, Place } from './finding';

/** A mail that an event asks for. */
export interface Intent {
  readonly dispatch: Dispatch;
  readonly place: Place;
}

/** A form that was signed, and the request as it was right before. */
export interface Submitted {
  readonly decided: RequestState;
  readonly submission: NonNullable<RequestState['submission']>;
  readonly place: Place;
}

export interface ReplayedRequest {
  /** By the effect's id. */
  readonly intents: ReadonlyMap<string, Intent>;
  readonly submitted: readonly Submitted[];
}

/** What the events are judged by, and where faults are named. */
export interface ReplayedBy {
  readonly findings: Findings;
  readonly policies: RegionPolicies;
}

/** Which command records an event of the type; null: the opening, and what time brings. */
const actionOf: Readonly<Record<RequestEventType, Action | null>> = {
  RequestOpened: null,
  RequestAssessed: 'assessment',
  ConsultationHeld: 'consultation',
  RequestDecided: 'decision',
  FormSubmitted: 'submission',
  ExecutionRecorded: 'execution',
  FormReturned: 'return',
  DocumentationRecorded: 'documentation',
  RequestWithdrawn: 'withdrawal',
  ExecutionCorrected: 'correction',
  DocumentationCorrected: 'correction',
  ConsultationCorrected: 'correction',
  RelatedRequestsOpened: 'siblings',
  MeasureReviewed: 'review',
  MeasureLapsed: null,
};

/** Takes the events in once more, from the first: each must be one that the lifecycle accepts there (I-09; after the end
 *  that is a correction) and that today's code understands (I-10: what follows one that it does not is not judged). */
export function replayRequest(id: RequestId, events: readonly LoggedEvent[], by: ReplayedBy): ReplayedRequest {
  const { findings, policies } = by;
  const intents = new Map<string, Intent>();
  const submitted: Submitted[] = [];
  let state: RequestState | null = null;
  for (const logged of events) {
    try {
      const event = requestEventOf(logged);
      const bar = state === null ? null : barToEvent(event, state, policies);
      if (bar !== null) findings.add('I-09', logged, bar);
      const next = evolve(state, event, id);
      if (state !== null && event.type === 'FormSubmitted' && next.submission !== null)
        submitted.push({ decided: state, submission: next.submission, place: logged });
      noteIntents(dispatchesFor(event, next), logged, intents, findings);
      state = next;
    } catch (error) {
      findings.add('I-10', logged, `${logged.type} cannot be taken in: ${oneLine(error)}`);
      break;
    }
  }
  return { intents, submitted };
}

/** Why no command could have recorded the event in this state, whoever gave it; null when one could. */
function barToEvent(event: RequestEvent, state: RequestState, policies: RegionPolicies): string | null {
  const action = actionOf[event.type];
  if (action === null) return null;
  const isByRight = event.type === 'RequestDecided' && event.data.capacity === 'by-right';
  const bar = isByRight ? byRightBar(state) : barTo(action, state, anyHead(state, event, policies));
  return bar === null ? null : `${event.type} in state ${state.state} (${bar})`;
}

/** A decision by right comes with the assessment, without consultation. */
const byRightBar = (state: RequestState): string | null =>
  accepts('decision', state.track, state.state) ? null : 'not-allowed-in-state';

/** A head who has done nothing in the case before: what bars this one, the state bars. */
const anyHead = (state: RequestState, event: RequestEvent, policies: RegionPolicies): Parameters<typeof barTo>[2] => ({
  onCall: false,
  policy: policyOn(policies, legalDateOf(event.data.at)),
  actor: { hsaId: '', name: '', role: 'decision-maker', unit: state.unit.hsaId },
  actorPerson: null,
  delegations: [],
  procedure: pinnedProcedure(state.procedure),
  today: legalDateOf(event.data.at),
  register: state.register,
  others: [],
});

function noteIntents(
  dispatches: readonly Dispatch[],
  logged: LoggedEvent,
  intents: Map<string, Intent>,
  findings: Findings,
): void {
  for (const dispatch of dispatches) {
    const id = effectIdOf(logged.eventId, dispatch);
    if (intents.has(id)) findings.add('I-14', logged, `effect ${id} is asked for twice`);
    intents.set(id, {
      dispatch,
      place: { stream: logged.stream, revision: logged.revision, position: logged.position },
    });
  }
}
