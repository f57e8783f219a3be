import {
  Actor,
  Dispatch,
  dispatchesFor,
  FileEvent,
  Instant,
  PatientFile,
  PersonId,
  RequestEvent,
  RequestId,
  streamKinds,
} from '@sigill/domain';
import { pinnedProcedure, requestEventOf, RequestState, schemaVersionOf } from '@sigill/domain';
import {
  CasePart,
  CommandStamp,
  eventIdOf,
  Fact,
  LoggedEvent,
  Position,
  requestOwner,
  StreamHeads,
} from '@sigill/event-log';
import { effectIdOf } from './ids';

/** What one command left behind in the file. */
export interface CarriedOut {
  readonly request: RequestId;
  readonly hash: string;
  /** The request's revision after it, and the position of the command's last event. */
  readonly revision: number;
  readonly position: Position;
}

/** An effect that an event asks for; what became of it stands in its own stream. */
export interface AskedEffect extends Pick<Dispatch, 'kind' | 'template'> {
  readonly id: string;
  readonly at: Instant;
}

/** A patient's file as read from its stream. */
export interface CaseFile {
  readonly patient: PersonId;
  readonly heads: StreamHeads;
  readonly requests: PatientFile;
  /** Of each request's events, their revisions in the stream. */
  readonly events: ReadonlyMap<RequestId, readonly number[]>;
  /** The effects that each request's events ask for, in their order. */
  readonly asked: ReadonlyMap<RequestId, readonly AskedEffect[]>;
  /** By command id. */
  readonly commands: ReadonlyMap<string, CarriedOut>;
  /** How much of memory it takes, roughly. */
  readonly bytes: number;
}

/** A request in its patient's file. */
export interface Found {
  readonly state: RequestState;
  readonly file: CaseFile;
}

/** Events that belong to one request. */
export interface RequestEvents {
  readonly request: RequestId;
  readonly events: readonly RequestEvent[];
}

/** What is asked, before the log dates it. `causationId`: the command itself, or the event that made the program act. */
export type Stamp = Omit<CommandStamp, 'recordedAt' | 'purpose'>;

/** An event of a request as the log holds it. */
export interface RecordedRequestEvent {
  readonly logged: LoggedEvent;
  readonly event: RequestEvent;
}

export const emptyCaseFile = (patient: PersonId, heads: StreamHeads): CaseFile => ({
  patient,
  heads,
  requests: streamKinds.file.begin(),
  events: new Map(),
  asked: new Map(),
  commands: new Map(),
  bytes: 0,
});

/** What was recorded after the file: an event, and where. */
interface Added extends FileEvent {
  readonly eventId: string;
  readonly commandId: string;
  readonly commandHash: string;
  readonly position: Position;
}

/** The file with what the log brings of it. @throws BrokenHistory */
export function fileAfterRead(file: CaseFile, logged: readonly LoggedEvent[], heads: StreamHeads): CaseFile {
  const news = logged.map(addedBy);
  return added(file, news, { heads, requests: streamKinds.file.fold(file.requests, news) });
}

/** The file with what was appended to it; `requests` are those after the events. */
export function fileAfterAppend(
  file: CaseFile,
  { requests, events }: { readonly requests: PatientFile; readonly events: readonly FileEvent[] },
  { commandId, commandHash }: Stamp,
  { heads, position }: { readonly heads: StreamHeads; readonly position: Position },
): CaseFile {
  const news = events.map((one, index): Added => ({
    ...one,
    eventId: eventIdOf(commandId, index),
    commandId,
    commandHash,
    position,
  }));
  return added(file, news, { heads, requests });
}

function added(file: CaseFile, news: readonly Added[], after: Pick<CaseFile, 'heads' | 'requests'>): CaseFile {
  const events = new Map(file.events);
  const asked = new Map(file.asked);
  const commands = new Map(file.commands);
  let revision = file.heads.head?.revision ?? -1;
  for (const one of news) {
    const { request, commandId, commandHash, position } = one;
    const effects = askedBy(one, after.requests);
    if (effects.length > 0) asked.set(request, [...(asked.get(request) ?? []), ...effects]);
    const revisions = [...(events.get(request) ?? []), ++revision];
    events.set(request, revisions);
    const begun = commands.get(commandId);
    const first = begun === undefined || begun.request === request;
    commands.set(
      commandId,
      first ? { request, hash: commandHash, revision: revisions.length, position } : { ...begun, position },
    );
  }
  const bytes = file.bytes + news.reduce((sum, { event }) => sum + sizeOf(event), 0);
  return { patient: file.patient, ...after, events, asked, commands, bytes };
}

/** Those of one event as the rows have them: in the order of their ids. */
function askedBy({ request, event, eventId }: Added, requests: PatientFile): readonly AskedEffect[] {
  const of = requests.get(request);
  if (of === undefined) throw new Error(`request ${request} is not in the file that its event was added to`);
  return dispatchesFor(event, of)
    .map((dispatch): AskedEffect => {
      const { kind, template } = dispatch;
      return { id: effectIdOf(eventId, dispatch), kind, template, at: event.data.at };
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

const addedBy = (logged: LoggedEvent): Added => ({
  request: logged.caseId as RequestId,
  eventId: logged.eventId,
  event: requestEventOf(logged),
  commandId: logged.command.commandId,
  commandHash: logged.command.commandHash,
  position: logged.position,
});

/** Objects take some four times their text; beside it stand the maps' entries. */
const sizeOf = ({ data, persons }: RequestEvent): number => 400 + 4 * (roughLength(data) + roughLength(persons));

function roughLength(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 4;
  let sum = 2;
  for (const member of Object.values(value)) sum += 12 + roughLength(member);
  return sum;
}

/** A request's events as the log takes them; `state` is the request after them. */
export function partOf({ request, events }: RequestEvents, state: RequestState): CasePart {
  const [first] = events;
  if (first === undefined) throw new Error(`nothing to append to request ${request}`);
  const { code, version } = pinnedProcedure(state.procedure).legalGround;
  return {
    caseId: request,
    keyOwner: requestOwner(request),
    actor: envelopeActor(first.data.by),
    legalGround: { code, version },
    facts: events.map(factOf),
  };
}

function factOf(event: RequestEvent): Fact {
  const persons = event.persons.map(({ id, ...person }) => [id, person] as const);
  return {
    type: event.type,
    schemaVersion: schemaVersionOf(event.type),
    occurredAt: event.occurredAt,
    data: event.data,
    persons: Object.fromEntries(persons),
  };
}

/** Staff appear in the clear by id, role and unit; the name stays in the sealed payload. */
export const envelopeActor = (by: Actor): CasePart['actor'] => ({
  sub: by.hsaId,
  kind: by.role === 'system' ? 'system' : 'user',
  role: by.role,
  unitId: by.unit,
  onBehalfOf: by.onBehalfOf ?? null,
});
