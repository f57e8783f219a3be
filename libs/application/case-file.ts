import {
  Actor,
  Dispatch,
  dispatchesFor,
  FileEvent,
  fileEventOf,
  Instant,
  OfRequest,
  PatientFile,
  PersonId,
  pinnedProcedure,
  RegisterAnswered,
  registerSchemaVersions,
  RequestEvent,
  RequestId,
  RequestState,
  schemaVersionOf,
  streamKinds,
} from '@sigill/domain';
import {
  CasePart,
  CommandStamp,
  eventIdOf,
  Fact,
  LoggedEvent,
  personOwner,
  Position,
  requestOwner,
  StreamHeads,
} from '@sigill/event-log';
import { systemActor } from './authority';
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

/** Where an event of a request stands in the stream. */
export interface EventPlace {
  readonly revision: number;
  readonly eventId: string;
}

/** A patient's file as read from its stream. */
export interface CaseFile extends PatientFile {
  readonly patient: PersonId;
  readonly heads: StreamHeads;
  /** Each request's events, oldest first. */
  readonly events: ReadonlyMap<RequestId, readonly EventPlace[]>;
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

/** What is appended to a file: events of its requests, and what the register said of the patient. */
export type FilePart = RequestEvents | RegisterAnswered;

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
  ...streamKinds.file.begin(),
  events: new Map(),
  asked: new Map(),
  commands: new Map(),
  bytes: 0,
});

/** What was recorded after the file: an event, and where. */
type Added = FileEvent & {
  readonly eventId: string;
  readonly commandId: string;
  readonly commandHash: string;
  readonly position: Position;
};

/** The file with what the log brings of it. @throws BrokenHistory */
export function fileAfterRead(file: CaseFile, logged: readonly LoggedEvent[], heads: StreamHeads): CaseFile {
  const news = logged.map(addedBy);
  return added(file, news, heads, streamKinds.file.fold(file, news));
}

/** What an append has brought. */
export interface Brought {
  /** The file after the events. */
  readonly after: PatientFile;
  readonly events: readonly FileEvent[];
  readonly stamp: Stamp;
}

/** The file with what was appended to it. */
export function fileAfterAppend(
  file: CaseFile,
  { after, events, stamp: { commandId, commandHash } }: Brought,
  { heads, position }: { readonly heads: StreamHeads; readonly position: Position },
): CaseFile {
  const news = events.map((one, index): Added => ({
    ...one,
    eventId: eventIdOf(commandId, index),
    commandId,
    commandHash,
    position,
  }));
  return added(file, news, heads, after);
}

function added(file: CaseFile, news: readonly Added[], heads: StreamHeads, after: PatientFile): CaseFile {
  const events = new Map(file.events);
  const asked = new Map(file.asked);
  const commands = new Map(file.commands);
  let revision = file.heads.head?.revision ?? -1;
  for (const one of news) {
    revision += 1;
    if (one.of === 'register') continue;
    const { request, eventId, commandId, commandHash, position } = one;
    const effects = askedBy({ ...one, eventId }, after.requests);
    if (effects.length > 0) asked.set(request, [...(asked.get(request) ?? []), ...effects]);
    const places = [...(events.get(request) ?? []), { revision, eventId }];
    events.set(request, places);
    const begun = commands.get(commandId);
    const first = begun === undefined || begun.request === request;
    commands.set(
      commandId,
      first ? { request, hash: commandHash, revision: places.length, position } : { ...begun, position },
    );
  }
  const bytes = file.bytes + news.reduce((sum, { event }) => sum + sizeOf(event), 0);
  const { requests, register } = after;
  return { patient: file.patient, heads, requests, register, events, asked, commands, bytes };
}

/** Those of one event as the rows have them: in the order of their ids. */
function askedBy(
  { request, event, eventId }: OfRequest & { readonly eventId: string },
  requests: PatientFile['requests'],
): readonly AskedEffect[] {
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
  ...fileEventOf(logged),
  eventId: logged.eventId,
  commandId: logged.command.commandId,
  commandHash: logged.command.commandHash,
  position: logged.position,
});

/** Objects take some four times their text; beside it stand the maps' entries. */
const sizeOf = ({ data, persons }: FileEvent['event']): number => 400 + 4 * (roughLength(data) + roughLength(persons));

function roughLength(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 4;
  let sum = 2;
  for (const member of Object.values(value)) sum += 12 + roughLength(member);
  return sum;
}

export const isOfRequest = (part: FilePart): part is RequestEvents => 'request' in part;

/** The events of a part, as the file takes them. */
export const fileEventsOf = (part: FilePart, patient: PersonId): readonly FileEvent[] =>
  isOfRequest(part)
    ? part.events.map((event) => ({ of: 'request', request: part.request, event }))
    : [{ of: 'register', patient, event: part }];

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
    facts: events.map((event) => factOf(event, schemaVersionOf(event.type))),
  };
}

/** What the register said, as the log takes it: a case of the patient's own, by the program. */
export const registerPartOf = (answered: RegisterAnswered, patient: PersonId): CasePart => ({
  caseId: patient,
  keyOwner: personOwner(patient),
  actor: envelopeActor(systemActor),
  legalGround: null,
  facts: [factOf(answered, registerSchemaVersions[answered.type])],
});

function factOf(event: FileEvent['event'], schemaVersion: number): Fact {
  const persons = event.persons.map(({ id, ...person }) => [id, person] as const);
  return {
    type: event.type,
    schemaVersion,
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
