import { lastExtensionDay } from '../../policy/policy';
import { isParty, partiesOf } from '../../authority/party';
import { guardiansIn, RegisterSnapshot } from '../../register/snapshot';
import { Procedure } from '../../procedures/procedure';
import { Identity, PersonId, RequestId, Track } from '../../terms';
import { OpenRequest, Subject } from '../commands';
import { OpeningContext } from '../context';
import { RequestEvent } from '../events';
import { planFor } from '../rules/plan';
import { standing } from '../../measures/measures-of';
import { concerned } from '../rules/conditions';
import { judgeConditions } from '../rules/grant';
import { invalidBody, Refusal } from '../refusal';

type Facts = NonNullable<OpeningContext['facts']>;
type Known = Omit<OpeningContext, 'facts'> & Facts & { readonly patientFound: true };

/** Opening on either track. @throws Refusal in the order of api.md 5 */
export function openRequest(command: OpenRequest, track: Track, context: OpeningContext): RequestEvent[] {
  const { procedure } = context;
  const persons = command.guardians.flatMap((one) => (one.found === 'person' ? [one.id] : []));
  const patientId = command.patient.found === 'person' ? command.patient.id : null;
  const recorded = context.others.flatMap(partiesOf);
  if (
    isParty(context.actorPerson, [
      patientId,
      ...persons,
      ...guardiansIn(context.facts?.register ?? null),
      ...context.guardiansEver,
      ...recorded,
    ])
  )
    throw new Refusal('party-to-case');
  if (track === 'urgent' && !procedure.urgent) throw new Refusal('urgent-not-allowed');
  judgeShape(command, procedure);
  const patient = knownPatient(command, context.facts);
  const known: Known = { ...context, ...patient.facts, patientFound: true };
  const proposal = propose(command, persons, track, known);
  if (!context.bySystem) judgeConditions({ ...proposal, patient: patient.id, openedAt: null }, known);
  return [opened(command, { ...proposal, patient: patient.id }, track, known)];
}

/** What of the body only the procedure can judge. */
function judgeShape(command: OpenRequest, procedure: Procedure): void {
  const { min, max } = procedure.guardians;
  const count = command.guardians.length;
  if (count < min || count > max) throw invalidBody('/guardians', 'wrong-count');
  const ids = command.guardians.map((one) => (one.found === 'person' ? one.id : null)).filter((id) => id !== null);
  if (new Set(ids).size !== ids.length) throw invalidBody('/guardians', 'repeated');
  if (command.validUntil !== null && !procedure.endsByTime) throw invalidBody('/validUntil', 'not-applicable');
  if (command.concerns !== null && procedure.concerns === null) throw invalidBody('/concerns', 'not-applicable');
}

function knownPatient(command: OpenRequest, facts: Facts | null): { readonly id: PersonId; readonly facts: Facts } {
  const subjects: readonly Subject[] = [command.patient, ...command.guardians];
  if (subjects.some(({ found }) => found === 'other-number-type')) throw new Refusal('person-number-type');
  if (command.patient.found !== 'person' || facts === null) throw new Refusal('unknown-person');
  if (subjects.some(({ found }) => found === 'nobody')) throw new Refusal('unknown-person');
  return { id: command.patient.id, facts };
}

function propose(command: OpenRequest, guardians: readonly PersonId[], track: Track, context: Known) {
  const { procedure, today } = context;
  const concerns = procedure.concerns === null ? null : concernedRequest(command, context);
  const under = concerned({ concerns, guardians }, context).map(({ person }) => person);
  const validFrom = command.validFrom ?? today;
  return {
    id: context.id,
    track,
    concerns,
    guardians:
      procedure.concerns === null || guardians.length > 0 ? guardians : guardiansUnder(under, context.register),
    validFrom,
    validUntil: procedure.endsByTime
      ? (command.validUntil ?? lastExtensionDay(context.birthDate, context.policies, validFrom))
      : null,
    namedDates: { validFrom, ...(command.validUntil === null ? {} : { validUntil: command.validUntil }) },
  };
}

/** Persons under a measure who are guardians: a minor's own extension, or a seal, is about the patient alone. */
const guardiansUnder = (persons: readonly PersonId[], register: RegisterSnapshot): readonly PersonId[] =>
  persons.filter((person) => person !== register.patient.id);

/** The request that began the measure: the one named, or the only one there is. */
function concernedRequest(command: OpenRequest, context: Known): RequestId | null {
  const { procedure, measures, today, others, readable, bySystem } = context;
  if (procedure.concerns === null) return null;
  const { measure, begunBy } = procedure.concerns;
  const requests = [
    ...new Set(
      standing(measures, measure, today)
        .filter((one) => begunBy.includes(one.procedure))
        .map((one) => one.request),
    ),
  ];
  if (command.concerns !== null) {
    const named = others.find(({ id }) => id === command.concerns);
    return bySystem || (named !== undefined && readable(named)) ? command.concerns : null;
  }
  if (requests.length > 1) throw invalidBody('/concerns', 'ambiguous');
  return requests[0] ?? null;
}

function opened(
  command: OpenRequest,
  proposal: ReturnType<typeof propose> & { readonly patient: PersonId },
  track: Track,
  context: Known,
): RequestEvent {
  const { procedure, unit, now, actor, register } = context;
  const { concerns, guardians, validFrom, validUntil, patient } = proposal;
  return {
    type: 'RequestOpened',
    occurredAt: now,
    persons: [...context.identities, ...noLongerRegistered(guardians, context)],
    data: {
      by: actor,
      at: now,
      procedure: { name: procedure.name, version: procedure.version },
      track,
      caseNumber: context.caseNumber,
      unit: { hsaId: unit.hsaId, name: unit.name },
      patient,
      guardians,
      concerns,
      validFrom,
      validUntil,
      contact: command.contact,
      registryReference: command.registryReference,
      caller: command.caller,
      responsibleHead: command.responsibleHead,
      plan: planFor({ ...proposal, request: null, answers: {}, outcomes: [] }, context),
      register,
    },
  };
}

/** Who is under the measure is introduced from the request that began it, where the register names him or her no more. */
const noLongerRegistered = (guardians: readonly PersonId[], { identities, others }: Known): readonly Identity[] =>
  guardians
    .filter((person) => !identities.some(({ id }) => id === person))
    .flatMap((person) => others.flatMap(({ persons }) => persons[person] ?? []).slice(-1));
