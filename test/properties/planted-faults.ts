import {
  addMinutes,
  BrokenHistory,
  Context,
  TracedMeasure,
  Refusal,
  RefusalCode,
  RequestCommand,
  RequestEvent,
  RequestState,
} from '@sigill/domain';
import { addDays } from '../../libs/domain/words/dates';
import { Implementation, theCore } from './implementation';

/** Cores with one fault each, of the kind that a change could bring in. The properties must not let one of them pass. */

/** Where the core says this code, the fault does something else. */
const insteadOf =
  (code: RefusalCode, faulty: (command: RequestCommand, state: RequestState, context: Context) => RequestEvent[]) =>
  (command: RequestCommand, state: RequestState, context: Context): RequestEvent[] => {
    try {
      return theCore.decide(command, state, context);
    } catch (error) {
      if (error instanceof Refusal && error.code === code) return faulty(command, state, context);
      throw error;
    }
  };

const deciding = (change: (event: RequestEvent, state: RequestState) => RequestEvent): Partial<Implementation> => ({
  decide: (command, state, context) => theCore.decide(command, state, context).map((event) => change(event, state)),
});

const measuring = (
  change: (measure: TracedMeasure, requests: readonly RequestState[]) => TracedMeasure,
): Partial<Implementation> => ({
  measuresOf: (requests) => theCore.measuresOf(requests).map((measure) => change(measure, requests)),
});

const evolving = (change: (next: RequestState, event: RequestEvent) => RequestState): Partial<Implementation> => ({
  evolve: (state, event, id) => change(theCore.evolve(state, event, id), event),
});

const asIf = (state: RequestState, changes: Partial<RequestState>): RequestState => ({ ...state, ...changes });

function counting(): Partial<Implementation> {
  let times = 0;
  return deciding((event) => {
    times += 1;
    return event.type === 'RequestWithdrawn'
      ? { ...event, data: { ...event.data, reason: `${event.data.reason} ${String(times)}` } }
      : event;
  });
}

const faults: Readonly<Record<string, Partial<Implementation>>> = {
  'documents a case whose receipts are missing': {
    decide: insteadOf('receipts-missing', (command, state, context) =>
      theCore.decide(command, asIf(state, { state: 'executed', receipts: {}, plan: [] }), context),
    ),
  },
  'lets the assessor decide': {
    decide: insteadOf('same-person', (command, state, context) =>
      theCore.decide(command, asIf(state, { assessment: null }), {
        ...context,
        procedure: { ...context.procedure, grantBarredBy: () => null, checklist: [] },
      }),
    ),
  },
  'lets anybody decide': {
    decide: insteadOf('no-mandate', (command, state, context) =>
      theCore.decide(command, state, { ...context, actor: { ...context.actor, role: 'decision-maker' } }),
    ),
  },
  'decides by a delegation that has run out': {
    decide: insteadOf('delegation-not-valid', (command, state, context) =>
      theCore.decide(command, state, { ...context, actor: { ...context.actor, role: 'decision-maker' } }),
    ),
  },
  'lets a guardian decide': {
    decide: insteadOf('party-to-case', (command, state, context) =>
      theCore.decide(command, state, { ...context, actorPerson: null }),
    ),
  },
  'grants what the child does not want': {
    decide: insteadOf('child-objects', (command, state, context) =>
      theCore.decide(command, state, { ...context, procedure: { ...context.procedure, grantBarredBy: () => null } }),
    ),
  },
  'lets a party open a case': {
    openRequest: (command, track, context) => theCore.openRequest(command, track, { ...context, actorPerson: null }),
  },
  'takes every call': {
    openRequest: (command, track, context) =>
      theCore.openRequest(command, track, { ...context, procedure: { ...context.procedure, urgent: true } }),
  },
  'decides before the consultation': {
    decide: insteadOf('consultation-missing', (command, state, context) =>
      theCore.decide(command, asIf(state, { state: 'consulted' }), context),
    ),
  },
  'withdraws what has been executed': {
    decide: (command, state, context) =>
      theCore.decide(command, command.action === 'withdrawal' ? asIf(state, { receipts: {} }) : state, context),
  },
  'takes back a case that is half executed': {
    decide: (command, state, context) =>
      theCore.decide(command, command.action === 'return' ? asIf(state, { receipts: {} }) : state, context),
  },
  'answers a refused command with an event': {
    decide: insteadOf('incomplete-assessment', (_, state, { actor, now }) => [
      {
        type: 'RequestWithdrawn',
        occurredAt: now,
        persons: [],
        data: { by: actor, at: now, reason: state.caseNumber },
      },
    ]),
  },
  'completes with any consultation': deciding((event) =>
    event.type === 'ConsultationHeld' ? { ...event, data: { ...event.data, completes: true } } : event,
  ),
  'completes with any receipt': deciding((event) =>
    event.type === 'ExecutionRecorded' ? { ...event, data: { ...event.data, completes: true } } : event,
  ),
  'leaves an overturned call without an ending': deciding((event) =>
    event.type === 'RequestDecided' ? { ...event, data: { ...event.data, endingRequest: null } } : event,
  ),
  'records in the future': deciding((event) => ({ ...event, occurredAt: addMinutes(event.data.at, 10) })),
  'comes out in two ways': counting(),
  'does nothing when it is asked to document': {
    decide: (command, state, context) => {
      const events = theCore.decide(command, state, context);
      return command.action === 'documentation' ? [] : events;
    },
  },
  'changes the state that it was given': {
    evolve: (state, event, id) =>
      state === null ? theCore.evolve(state, event, id) : Object.assign(state, theCore.evolve(state, event, id)),
  },
  'cannot read its own corrections': evolving((next, event) => {
    if (event.type === 'ExecutionCorrected') throw new BrokenHistory('what is that?');
    return next;
  }),
  'keeps a receipt that was voided': evolving((next, event) =>
    event.type === 'ExecutionCorrected' ? { ...next, voided: [] } : next,
  ),
  'forgets the outcome of a withdrawal': evolving((next, event) =>
    event.type === 'RequestWithdrawn' ? { ...next, outcome: null } : next,
  ),
  'never is provisionally executed': evolving((next) =>
    next.state === 'executed-provisionally' ? { ...next, state: 'executed' } : next,
  ),
  'lets protection lapse by itself': measuring((measure) =>
    measure.kind === 'extension' ? measure : { ...measure, until: measure.until ?? addDays(measure.from, 365) },
  ),
  'lets an extension last': measuring((measure) =>
    measure.kind === 'extension' ? { ...measure, until: null } : measure,
  ),
  'forgets endings': measuring((measure) => (measure.kind === 'extension' ? measure : { ...measure, until: null })),
  'counts from the decision': {
    measuresOf: (requests) =>
      theCore.measuresOf(
        requests.map((request) => {
          const receipts = Object.fromEntries(
            request.plan.map(({ item }) => [
              item,
              {
                item,
                performedAt: request.changedAt,
                reference: null,
                at: request.changedAt,
                by: request.opened.by,
                revision: 0,
              },
            ]),
          );
          return request.outcome === 'granted' ? { ...request, receipts } : request;
        }),
      ),
  },
  'blocks twice': {
    openRequest: (command, track, context) =>
      theCore.openRequest(command, track, {
        ...context,
        others: context.others.filter(({ id }) => id === context.id),
        measures: context.measures.filter(({ kind }) => kind !== 'block' || context.procedure.concerns !== null),
      }),
    decide: (command, state, context) =>
      theCore.decide(command, state, {
        ...context,
        others: [],
        measures: context.procedure.concerns === null ? [] : context.measures,
      }),
  },
};

export const plantedFaults: readonly (readonly [string, Implementation])[] = Object.entries(faults).map(
  ([name, fault]) => [name, { ...theCore, ...fault }],
);
