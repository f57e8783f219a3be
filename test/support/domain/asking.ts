import {
  Actor,
  birthDateOf,
  Context,
  decide,
  evolve,
  FieldFault,
  formLayout,
  Instant,
  legalDateOf,
  measuresOf,
  OpeningContext,
  OpenRequest,
  openRequest,
  pinnedProcedure,
  policyOn,
  Procedure,
  Refusal,
  RefusalCode,
  RegisterSnapshot,
  RequestCommand,
  RequestEvent,
  RequestId,
  RequestState,
  Sha256,
  Track,
  vgrPolicies,
} from '@sigill/domain';
import { identities, instant, registerOf, requestId, unitAsIs } from './people';

/** The hour at which examples are told: Monday 23 November 2026, 16:00 in Sweden. */
export const afternoon = instant('2026-11-23T15:00:00.000Z');
export const exampleId = requestId(1);
export const endingId = requestId(900);

/** The form as rendered before a submission is decided. */
export const rendered = {
  draftSha256: 'd'.repeat(64) as Sha256,
  final: {
    name: 'Blockering av vårdnadshavares direktåtkomst',
    sha256: 'f'.repeat(64) as Sha256,
    bytes: 40_960,
    region: 'Västra Götalandsregionen',
    address: 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad',
    staff: { ordererVgrId: 'v90101', head: 'Maria Jonsson', onBehalfOf: null, unverified: [] },
    layout: formLayout,
  },
};

/** Who asks, when, and what the tests say of the world; everything else is as in ./people. */
export type Asked = { readonly actor: Actor; readonly now?: Instant } & Partial<Omit<Context, 'actor' | 'now'>>;

export const as = (actor: Actor, world: Omit<Asked, 'actor'> = {}): Asked => ({ actor, ...world });

export function contextOf(state: RequestState, asked: Asked): Context {
  const now = asked.now ?? afternoon;
  const others = asked.others ?? [];
  const number = state.persons[state.patient]?.personalNumber;
  if (number === undefined) throw new Error('the patient of an example has a number');
  return {
    now,
    today: legalDateOf(now),
    actorPerson: null,
    delegations: [],
    onCall: false,
    procedure: pinnedProcedure(state.procedure),
    policy: policyOn(vgrPolicies, legalDateOf(now)),
    policies: vgrPolicies,
    register: { ...state.register, at: now },
    patientFound: true,
    birthDate: birthDateOf(number),
    unit: unitAsIs,
    otherHead: null,
    others,
    measures: measuresOf([...others, state]),
    identities: [],
    siblings: [],
    beside: null,
    form: rendered,
    ids: { endingRequest: endingId },
    ...asked,
  };
}

/** As of a request that is not there yet. */
export type OpeningAsked = { readonly actor: Actor; readonly now?: Instant; readonly procedure: Procedure } & Partial<
  Omit<OpeningContext, 'actor' | 'now' | 'procedure'>
>;

export function openingContextOf(command: OpenRequest, asked: OpeningAsked): OpeningContext {
  const now = asked.now ?? afternoon;
  const others = asked.others ?? [];
  const patient = identities.find(({ id }) => command.patient.found === 'person' && id === command.patient.id);
  const facts =
    patient === undefined ? null : { register: registerOf(patient.id), birthDate: birthDateOf(patient.personalNumber) };
  return {
    id: exampleId,
    now,
    today: legalDateOf(now),
    caseNumber: '2026-00000000',
    actorPerson: null,
    delegations: [],
    onCall: false,
    policy: policyOn(vgrPolicies, legalDateOf(now)),
    policies: vgrPolicies,
    facts,
    unit: unitAsIs,
    otherHead: null,
    others,
    measures: measuresOf(others),
    identities: introduced(command, (asked.facts ?? facts)?.register ?? null),
    siblings: [],
    beside: null,
    form: null,
    ids: { endingRequest: endingId },
    bySystem: false,
    guardiansEver: [],
    readable: () => true,
    ...asked,
  };
}

/** Whom the register or the body names. */
function introduced(command: OpenRequest, register: RegisterSnapshot | null): Context['identities'] {
  const named = [command.patient, ...command.guardians].flatMap((one) => (one.found === 'person' ? [one.id] : []));
  const registered = register === null ? [] : [register.patient, ...register.guardians].map(({ id }) => id);
  return identities.filter(({ id }) => [...named, ...registered].includes(id));
}

export function stateAfter(events: readonly RequestEvent[], id: RequestId = exampleId): RequestState {
  const state = events.reduce<RequestState | null>((so, event) => evolve(so, event, id), null);
  if (state === null) throw new Error('an example begins with its opening');
  return state;
}

/** What came of asking: exactly these events in this order, or exactly this refusal. */
export interface Outcome {
  readonly then: (...events: readonly RequestEvent[]) => void;
  readonly refused: (code: RefusalCode, ...faults: readonly FieldFault[]) => void;
  /** Not refused, whatever comes of it. */
  readonly accepted: () => void;
  /** The one event of an accepted command. */
  readonly event: () => RequestEvent;
  /** Why it is refused, for tables of both; null = it is accepted. */
  readonly code: () => RefusalCode | null;
}

export const given = (...events: readonly RequestEvent[]) => {
  const state = stateAfter(events);
  return {
    state,
    when: (command: RequestCommand, asked: Asked): Outcome =>
      outcomeOf(() => decide(command, state, contextOf(state, asked))),
  };
};

export const whenOpened = (command: OpenRequest, asked: OpeningAsked, track: Track = 'ordinary'): Outcome =>
  outcomeOf(() => openRequest(command, track, openingContextOf(command, asked)));

export function outcomeOf(ask: () => readonly RequestEvent[]): Outcome {
  return {
    then: (...events) => expect(ask()).toStrictEqual(events),
    refused: (code, ...faults) => {
      const refusal = refusalOf(ask);
      expect(refusal?.code).toBe(code);
      // Dates, ages and answers that are missing name their fields too: told where they are asked for.
      if (faults.length > 0 || code === 'invalid-body') expect(refusal?.details.faults ?? []).toStrictEqual(faults);
    },
    accepted: () => expect(refusalOf(ask)).toBeNull(),
    event: () => {
      const events = ask();
      expect(events).toHaveLength(1);
      return events[0]!;
    },
    code: () => refusalOf(ask)?.code ?? null,
  };
}

/** The refusal that a command ends in, or null where it is accepted; every other error passes through. */
export function refusalOf(ask: () => unknown): Refusal | null {
  try {
    ask();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return null;
}
