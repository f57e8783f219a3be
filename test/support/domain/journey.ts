import {
  Action,
  ageOn,
  Answers,
  birthDateOf,
  decide,
  HsaId,
  Identity,
  Instant,
  missingReceipts,
  OpenRequest,
  openRequest,
  Procedure,
  procedureNamed,
  procedures,
  Question,
  RequestCommand,
  RequestEvent,
  RequestState,
  State,
  Subject,
  Track,
  vgrPolicies,
  withinAges,
} from '@sigill/domain';
import { Asked, as, contextOf, openingContextOf, Outcome, outcomeOf, stateAfter } from './asking';
import { child, clinician, date, executor, father, head, instant, mother, requestId, teenager, youth } from './people';

/** Any procedure of the registry, driven step by step by the real core: so a new one enters every table by itself. */

export interface Journey {
  readonly procedure: Procedure;
  readonly track: Track;
  readonly state: RequestState;
  readonly events: readonly RequestEvent[];
  /** Requests of the patient that had to be executed before. */
  readonly others: readonly RequestState[];
}

const day = date('2026-11-23');
const policy = vgrPolicies[0];
export const procedureOf = (name: string): Procedure => {
  const procedure = procedureNamed(name);
  if (procedure === null) throw new Error(`no procedure ${name}`);
  return procedure;
};

/** Every procedure on every track that it has. */
export const roads: readonly (readonly [string, Track])[] = procedures.flatMap(({ name, urgent }) =>
  urgent
    ? ([
        [name, 'ordinary'],
        [name, 'urgent'],
      ] as const)
    : ([[name, 'ordinary']] as const),
);

/** The procedure whose measure this one renews or ends; null where it begins one itself. */
export const begunBefore = (procedure: Procedure): Procedure | null => {
  const name = procedure.concerns?.begunBy[0];
  return name === undefined ? null : procedureOf(name);
};

export function patientFor(procedure: Procedure): Identity {
  const window = (begunBefore(procedure) ?? procedure).ages.window?.(policy) ?? null;
  const found = [child, teenager, youth].find(
    ({ personalNumber }) => window === null || withinAges(window, ageOn(birthDateOf(personalNumber), day)),
  );
  if (found === undefined) throw new Error(`nobody is of the age for ${procedure.name}`);
  return found;
}

export const found = (person: { readonly id: Identity['id'] }): Subject => ({ found: 'person', id: person.id });

/** What opens the procedure when nothing stands in the way. */
export function openingOf(
  procedure: Procedure,
  track: Track = 'ordinary',
  changes: Partial<OpenRequest> = {},
): OpenRequest {
  const guardians = procedure.guardians.min === 0 ? [] : [mother, father].slice(0, procedure.guardians.max);
  const urgent = track === 'urgent';
  return {
    procedure: procedure.name,
    patient: found(patientFor(procedure)),
    guardians: guardians.map(found),
    concerns: null,
    validFrom: null,
    validUntil: null,
    contact: urgent ? null : { email: 'ssk@vgr.example', phone: '010-473 71 00' },
    registryReference: null,
    caller: urgent ? { name: 'Karin Vik', vgrId: 'v90101', email: 'karin@vgr.example', phone: '010-473 70 00' } : null,
    responsibleHead: urgent ? head.name : null,
    ...changes,
  };
}

/** The answers of api.md 3 that allow a grant: true, the first option, any text, or what the grant needs; and that claim no
 *  consultation beyond the required one. */
export function grantingAnswers(procedure: Procedure): Answers {
  const answers = procedure.checklist.map((question) => [question.id, grantingAnswer(question)] as const);
  const claims = (id: string, answer: Answers[string]): boolean =>
    (procedure.saidToBeHeard?.({ [id]: answer }) ?? []).length > 0;
  return Object.fromEntries(
    answers.map(([id, answer]) => [id, claims(id, answer) ? { answer: notConsulted, note: 'Skäl.' } : answer]),
  );
}

const notConsulted = 'not-consulted-with-reason';

export function grantingAnswer(question: Question): Answers[string] {
  const plain = { 'yes-no': true, choice: question.options?.[0]?.value ?? '', text: 'Beskrivet.' }[question.answer];
  const answer = question.grantNeeds ?? plain;
  return question.noteRequiredFor?.includes(answer) === true ? { answer, note: 'Skäl.' } : { answer };
}

export const actorFor: Readonly<Record<Action, typeof head>> = {
  assessment: clinician,
  consultation: clinician,
  decision: head,
  submission: clinician,
  execution: executor,
  return: executor,
  documentation: clinician,
  withdrawal: clinician,
  correction: executor,
  siblings: clinician,
  review: head,
};

/** The command that takes this step in the plainest way. */
export function plainCommand(action: Exclude<Action, 'correction'>, journey: Journey, at: Instant): RequestCommand {
  const { procedure, state } = journey;
  switch (action) {
    case 'assessment':
      return { action, data: { answers: grantingAnswers(procedure), recommendation: 'grant' } };
    case 'consultation': {
      const required = procedure.consults.find((one) => one.required)?.party ?? 'head-of-operations';
      return { action, data: { party: required, with: head.name, heldAt: at, opinion: 'Delar bedömningen.' } };
    }
    case 'decision':
      return { action, data: { outcome: 'granted', grounds: 'Skäl.', ...(outcomesFor(journey) ?? {}) } };
    case 'submission':
      return { action, data: { signature: { method: 'decision-record' } } };
    case 'execution':
      return { action, data: { receipts: missingReceipts(state).map(({ item }) => ({ item, performedAt: at })) } };
    case 'return':
      return { action, data: { reason: 'Underskrift saknas.', errors: ['missing-signature'] } };
    case 'documentation':
      return { action, data: { recordSystem: 'Melior', documentedAt: at } };
    case 'withdrawal':
      return { action, data: { reason: 'Behovet har upphört.' } };
    case 'siblings':
      return { action, data: { persons: state.said.siblings.map(({ person }) => person) } };
    case 'review':
      return { action, data: { reviewBy: date('2099-12-31'), grounds: 'Skyddet behövs.' } };
  }
}

const outcomesFor = ({ procedure, state }: Journey) =>
  procedure.perGuardian
    ? { guardians: state.guardians.map((guardian) => ({ guardian, outcome: 'continue' as const })) }
    : null;

const thisMorning = instant('2026-11-23T06:00:00.000Z');
const aMonthAgo = instant('2026-10-20T06:00:00.000Z');

/** Just opened this morning; what it renews or ends was executed a month ago. Every later step comes an hour after the one before. */
export function begin(procedure: Procedure, track: Track, changes: Partial<OpenRequest> = {}): Journey {
  const before = begunBefore(procedure);
  const others = before === null ? [] : [inForceBefore(before.name, 500)];
  return opened(procedure, track, { changes, others, number: 1, at: thisMorning });
}

/** A request of the procedure that was executed a month ago, as another case of the same patient. */
export const inForceBefore = (name: string, number: number, changes: Partial<OpenRequest> = {}): RequestState =>
  walk(opened(procedureOf(name), 'ordinary', { changes, number, at: aMonthAgo }), 'executed').state;

export function opened(
  procedure: Procedure,
  track: Track,
  about: {
    readonly changes?: Partial<OpenRequest>;
    readonly others?: readonly RequestState[];
    readonly number: number;
    readonly at: Instant;
  },
): Journey {
  const command = openingOf(procedure, track, about.changes);
  const others = about.others ?? [];
  const actor = track === 'urgent' ? executor : clinician;
  const id = requestId(about.number);
  const context = openingContextOf(command, { id, procedure, others, actor, now: about.at });
  const events = openRequest(command, track, context);
  return { procedure, track, others, events, state: stateAfter(events, id) };
}

/** What comes of a command to the journey, an hour after its last step. */
export const along = (journey: Journey) => ({
  when: (command: RequestCommand, asked: Partial<Asked> = {}): Outcome =>
    outcomeOf(() => decided(journey, command, asked)),
});

export function step(journey: Journey, command: RequestCommand, asked: Partial<Asked> = {}): Journey {
  const events = [...journey.events, ...decided(journey, command, asked)];
  return { ...journey, events, state: stateAfter(events, journey.state.id) };
}

const decided = ({ state, others }: Journey, command: RequestCommand, asked: Partial<Asked>) =>
  decide(
    command,
    state,
    contextOf(state, { ...as(actorFor[command.action], { now: nextHour(state), others, otherHead }), ...asked }),
  );

/** Of another unit whose measure a journey ends: whoever the plain consultation is held with. */
const otherHead = { hsaId: head.hsaId as HsaId, name: head.name };

export const nextHour = ({ changedAt }: RequestState): Instant =>
  instant(new Date(Date.parse(changedAt) + 3_600_000).toISOString());

const road: Readonly<Record<Track, Readonly<Partial<Record<State, Exclude<Action, 'correction'>>>>>> = {
  ordinary: {
    registered: 'assessment',
    assessed: 'consultation',
    consulted: 'decision',
    decided: 'submission',
    submitted: 'execution',
    executed: 'documentation',
  },
  urgent: {
    called: 'execution',
    'executed-provisionally': 'assessment',
    assessed: 'consultation',
    consulted: 'decision',
    decided: 'submission',
    executed: 'documentation',
  },
};

/** The journey when it has come to the state; what the assessment of an urgent case made required is executed last.
 *  @throws where the road does not lead there */
export function walk(journey: Journey, target: State): Journey {
  if (journey.state.state === target) return journey;
  const late =
    journey.state.state === 'decided' && journey.track === 'urgent' && missingReceipts(journey.state).length > 0;
  const action = late ? 'execution' : road[journey.track][journey.state.state];
  if (action === undefined) throw new Error(`${journey.procedure.name} does not come to ${target}`);
  return walk(step(journey, plainCommand(action, journey, nextHour(journey.state))), target);
}
