import {
  AccessEntry,
  accessOn,
  Answers,
  decide,
  evolvedFile,
  Instant,
  LegalDate,
  measuresOf,
  missingReceipts,
  PatientFile,
  PersonId,
  planAgain,
  Refusal,
  RequestCommand,
  RequestState,
  vgrPolicies,
} from '@sigill/domain';
import { asIfExecuted } from '../../../libs/application/queries/preview';
import { grantingAnswers, procedureOf } from '../../support/domain/journey';
import { head } from '../../support/domain/people';
import { actorOf, contextIn, End, Lived } from './life';

/** What is supposed when a preview is asked for. */
export interface Supposed {
  readonly request: RequestState;
  readonly on: LegalDate;
  readonly ends: readonly PersonId[];
}

export type Preview = typeof asIfExecuted;

/** Who reads what on the day, as the preview tells it. */
export function previewed(preview: Preview, { story, end }: Lived, { request, on, ends }: Supposed) {
  const context = contextIn(end, request);
  const measures = measuresOf([...context.others, preview(request, ends, on, context)]);
  return linesOf({ story, end }, measures, on);
}

/** The same when the case has gone its way and everything required has been done on the day; null where it cannot. */
export function executed(lived: Lived, { request, on, ends }: Supposed): readonly string[] | null {
  const now = `${on}T10:00:00.000Z` as Instant;
  if (now <= lived.end.now) return null;
  let end: End = { ...lived.end, now };
  for (let state = request; !isExecuted(state, request); state = end.file.requests.get(request.id)!) {
    const after = steppedOn(end, state, ends);
    if (after === null) return null;
    end = { ...end, file: after };
  }
  return linesOf(lived, measuresOf([...end.file.requests.values()]), on);
}

/** A call is executed at once, an ordinary case when the form has come. */
const isExecuted = (state: RequestState, before: RequestState): boolean =>
  missingReceipts(state).length === 0 &&
  Object.keys(state.receipts).length > 0 &&
  (state !== before || before.track === 'urgent');

function steppedOn(end: End, state: RequestState, ends: readonly PersonId[]): PatientFile | null {
  const command = nextOf(end, state, ends);
  if (command === null) return null;
  try {
    const context = { ...contextIn(end, state), actor: actorOf(command.action, state.unit) };
    const events = decide(command, state, context);
    return evolvedFile(
      end.file,
      events.map((event) => ({ of: 'request', request: state.id, event })),
    );
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function nextOf({ now, ...end }: End, state: RequestState, ends: readonly PersonId[]): RequestCommand | null {
  const procedure = procedureOf(state.procedure.name);
  const grounds = 'Skäl.';
  switch (state.state) {
    case 'registered':
      return {
        action: 'assessment',
        data: { answers: withoutLock(grantingAnswers(procedure)), recommendation: 'grant' },
      };
    case 'assessed':
      return {
        action: 'consultation',
        data: { party: 'head-of-operations', with: head.name, heldAt: now, opinion: grounds },
      };
    case 'consulted': {
      const guardians = state.guardians.map((guardian) => ({
        guardian,
        outcome: ends.includes(guardian) ? ('end' as const) : ('continue' as const),
      }));
      const data = { outcome: 'granted', grounds, treatingReason: grounds } as const;
      return { action: 'decision', data: procedure.perGuardian ? { ...data, guardians } : data };
    }
    case 'decided':
      if (state.outcome === 'refused' || state.track === 'urgent') return null;
      return { action: 'submission', data: { signature: { method: 'decision-record' } } };
    case 'called':
    case 'submitted': {
      const missing = missingReceipts({
        plan: planAgain(state, contextIn({ now, ...end }, state)),
        receipts: state.receipts,
      });
      return { action: 'execution', data: { receipts: missing.map(({ item }) => ({ item, performedAt: now })) } };
    }
    default:
      return null;
  }
}

/** Before the assessment nobody knows whether the login is to be locked. */
const withoutLock = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      id === 'SS4' || id === 'lock-login' ? { answer: false } : answer,
    ]),
  );

const linesOf = (
  { story, end }: Pick<Lived, 'story' | 'end'>,
  measures: ReturnType<typeof measuresOf>,
  on: LegalDate,
) =>
  accessOn(
    { patient: { id: story.child, birthDate: story.birthDate }, register: end.file.register.answers, measures },
    on,
    vgrPolicies,
  ).map(lineOf);

/** All but the events behind it: what is supposed has none. */
const lineOf = ({ ground: { request, rule }, ...entry }: AccessEntry): string =>
  JSON.stringify({ ...entry, request, rule });

/** The requests of a family that a preview can be asked about. */
export const open = ({ end }: Lived): readonly RequestState[] =>
  [...end.file.requests.values()].filter(
    ({ state, outcome }) => state !== 'executed' && state !== 'closed' && outcome !== 'refused',
  );
