import {
  Actor,
  BrokenHistory,
  evolve,
  Identity,
  Instant,
  PersonId,
  pinnedProcedure,
  RequestEvent,
  RequestId,
  RequestState,
  schemaVersionOf,
} from '@sigill/domain';
import { CommandStamp, EventLog, Fact, LoggedEvent, Position, StreamHead } from '@sigill/event-log';
import { Injectable } from '@nestjs/common';

/** A request's own stream: loaded as a state, grown by events. */
export interface Loaded {
  readonly state: RequestState;
  readonly head: StreamHead;
  readonly position: Position;
}

/** An event of a request as the log holds it. */
export interface RecordedRequestEvent {
  readonly logged: LoggedEvent;
  readonly event: RequestEvent;
}

/** What is asked, before the log stamps it. `causationId`: the command itself, or the event that made the program act. */
export type Stamp = Omit<CommandStamp, 'actor' | 'recordedAt' | 'legalGround' | 'purpose'>;

const prefix = 'request-';

export const streamOf = (id: RequestId): string => `${prefix}${id}`;
export const ownerOf = (id: RequestId): string => `request:${id}`;

/** The request that a stream belongs to; null for other streams. */
export const requestOf = (stream: string): RequestId | null =>
  stream.startsWith(prefix) ? (stream.slice(prefix.length) as RequestId) : null;

@Injectable()
export class RequestLog {
  constructor(private readonly log: EventLog) {}

  /** The request as it stands; null where there is none. */
  async load(id: RequestId): Promise<Loaded | null> {
    const events = await this.events(id);
    const last = events.at(-1);
    const state = fold(id, events);
    if (last === undefined || state === null) return null;
    const { revision, hash, recordedAt, position } = last.logged;
    return { state, head: { revision, hash, recordedAt }, position };
  }

  async events(id: RequestId): Promise<readonly RecordedRequestEvent[]> {
    const logged = await this.log.read(streamOf(id));
    return logged.map((one: LoggedEvent) => ({ logged: one, event: requestEventOf(one) }));
  }

  /** Appends what was decided on this very state; `before` null opens the stream. @throws WrongRevision, OutcomeUnknown, StoreUnavailable */
  async append(id: RequestId, before: Loaded | null, events: readonly RequestEvent[], stamp: Stamp): Promise<Loaded> {
    const state = events.reduce<RequestState | null>((so, event) => evolve(so, event, id), before?.state ?? null);
    const first = events[0];
    if (state === null || first === undefined) throw new BrokenHistory(`nothing to append to request ${id}`);
    const { legalGround } = pinnedProcedure(state.procedure);
    const { head, position } = await this.log.append({
      stream: streamOf(id),
      caseId: id,
      keyOwner: ownerOf(id),
      head: before?.head ?? null,
      facts: events.map(factOf),
      command: {
        ...stamp,
        actor: envelopeActor(first.data.by),
        recordedAt: first.data.at,
        legalGround: { code: legalGround.code, version: legalGround.version },
        purpose: 'direct-access-case',
      },
    });
    return { state, head, position };
  }
}

/** How many of the events were recorded by the instant. */
export const recordedBy = (events: readonly RecordedRequestEvent[], instant: Instant): number =>
  events.filter(({ logged }) => logged.recordedAt <= instant).length;

/** The state after each of the events, in their order. */
export function statesAfter(id: RequestId, events: readonly RecordedRequestEvent[]): readonly RequestState[] {
  const states: RequestState[] = [];
  for (const { event } of events) states.push(evolve(states.at(-1) ?? null, event, id));
  return states;
}

export const fold = (id: RequestId, events: readonly RecordedRequestEvent[]): RequestState | null =>
  statesAfter(id, events).at(-1) ?? null;

/** What the log holds is what `factOf` wrote: type and version were checked by the log's upcaster. */
export function requestEventOf(logged: LoggedEvent): RequestEvent {
  const persons = Object.entries(logged.persons).map(([id, person]): Identity => ({
    ...(person as Omit<Identity, 'id'>),
    id: id as PersonId,
  }));
  return { type: logged.type, data: logged.data, occurredAt: logged.occurredAt, persons } as unknown as RequestEvent;
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
const envelopeActor = (by: Actor): CommandStamp['actor'] => ({
  sub: by.hsaId,
  kind: by.role === 'system' ? 'system' : 'user',
  role: by.role,
  unitId: by.unit,
  onBehalfOf: by.onBehalfOf ?? null,
});
