import {
  CommandRefused,
  dispatchesFor,
  dispatchName,
  EffectEvent,
  evolve,
  Instant,
  Refusal,
  RequestEvent,
  RequestId,
  RequestState,
  schemaVersionOf,
  streamOf,
} from '@sigill/domain';
import { EventLog, LoggedEvent, uuidFrom, uuidV5 } from '@sigill/event-log';
import { createHash } from 'node:crypto';
import { begin, Journey, plainCommand, procedureOf, roads, step, nextHour, walk } from './domain/journey';
import { clinician, instant } from './domain/people';

/** Where stories of the domain's tests stop, one for each procedure and track: the whole road, and what turns off it. */
export const patterns: readonly (readonly RequestEvent[])[] = roads.flatMap(([name, track]) => {
  const first = begin(procedureOf(name), track);
  const turns = [
    () => walk(first, 'closed'),
    () => first,
    () => walk(first, 'decided'),
    () => refused(walk(first, 'consulted')),
    () => step(first, plainCommand('withdrawal', first, nextHour(first.state)), { actor: clinician }),
  ];
  return turns.flatMap((turn) => eventsUnlessRefused(turn));
});

function refused(journey: Journey): Journey {
  return step(journey, { action: 'decision', data: { outcome: 'refused', grounds: 'Grund saknas.' } });
}

/** Not every procedure has every turn. */
function eventsUnlessRefused(turn: () => Journey): readonly (readonly RequestEvent[])[] {
  try {
    return [turn().events];
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && error.message.includes('does not come to'))) return [];
    throw error;
  }
}

/** One story of the log: a pattern, told of somebody, at a unit, from an hour on, each step so many times slower. */
export interface Story {
  readonly number: number;
  readonly pattern: readonly RequestEvent[];
  /** Families of the same number are the same. */
  readonly family: number;
  readonly unit: number;
  readonly opensAt: Instant;
  readonly pace: number;
  /** With what became of its mails. */
  readonly withEffects?: boolean;
}

export const requestOfStory = (number: number): RequestId => madeId(`request ${String(number)}`) as RequestId;
export const unitOfStory = (unit: number): string => `SE2321000131-E0000009${String(90_000 + unit)}`;
/** Persons are those of the domain's tests, each family its own. */
export const personOfFamily = (id: string, family: number): string => madeId(`family ${String(family)} ${id}`);

export const madeId = (name: string): string => uuidFrom(createHash('sha256').update(name).digest(), 8);

const ids = /9e250000-0000-4000-8000-\d{12}/g;
const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const unit = /SE2321000131-E000000990001/g;

export function eventsOfStory({ pattern, family, unit: where, opensAt, pace }: Story): readonly RequestEvent[] {
  const began = Date.parse(pattern[0]?.data.at ?? '');
  const moved = (time: string): string => {
    const since = Date.parse(time) - began;
    return new Date(Date.parse(opensAt) + (since > 0 ? since * pace : since)).toISOString();
  };
  const text = JSON.stringify(pattern)
    .replace(ids, (id) => personOfFamily(id, family))
    .replace(times, moved)
    .replace(unit, unitOfStory(where));
  return JSON.parse(text) as readonly RequestEvent[];
}

/** The stories as a log tells them, in the order of time. */
export function toldEvents(stories: readonly Story[]): readonly LoggedEvent[] {
  const told = stories.flatMap((story) => loggedOf(story));
  const order = told.map((event, index) => ({ event, index }));
  order.sort((a, b) =>
    a.event.recordedAt === b.event.recordedAt ? a.index - b.index : a.event.recordedAt < b.event.recordedAt ? -1 : 1,
  );
  return order.map(({ event }, index) => ({ ...event, position: index + 1 }));
}

function loggedOf(story: Story): readonly LoggedEvent[] {
  const id = requestOfStory(story.number);
  let state: RequestState | null = null;
  return eventsOfStory(story).flatMap((event, revision) => {
    const logged = loggedRequestEvent(id, event, revision);
    const after = evolve(state, event, id);
    state = after;
    if (story.withEffects !== true) return [logged];
    const effects = dispatchesFor(event, after).flatMap((dispatch) => {
      const effect = uuidV5(logged.eventId, dispatchName(dispatch));
      const { kind, template, recipient } = dispatch;
      const [epoch, attempt, at] = ['epoch', 1, event.data.at];
      const outcomes: readonly EffectEvent[] = [
        { type: 'EffectClaimed', at, data: { epoch, kind, template, recipient } },
        {
          type: 'EffectAttempted',
          at,
          data: { epoch, attempt, to: 'a@b', messageId: effect, reminder: false, attached: null },
        },
        { type: 'EffectSucceeded', at, data: { epoch, attempt, reply: '250 ok' } },
      ];
      return outcomes.map((outcome, place) => loggedEffectEvent(id, effect, outcome, place));
    });
    return [logged, ...effects];
  });
}

const common = {
  position: 0,
  hash: '',
  erased: [],
  schemaVersion: 1,
  actor: { sub: 'x', kind: 'user', role: 'staff', unitId: null, onBehalfOf: null },
  legalGround: null,
} as const;

const commandOf = (id: string, recordedAt: string): LoggedEvent['command'] => ({
  commandId: madeId(`command ${id}`),
  commandHash: 'h',
  correlationId: id,
  causationId: id,
  keyId: null,
  recordedAt,
  purpose: 'p',
});

export function loggedRequestEvent(request: RequestId, event: RequestEvent, revision: number): LoggedEvent {
  const eventId = madeId(`${request} ${String(revision)}`);
  const persons = Object.fromEntries(event.persons.map(({ id, ...person }) => [id, person]));
  return {
    ...common,
    stream: streamOf('file', madeId(`file ${request}`)),
    revision,
    caseRevision: revision,
    eventId,
    caseId: request,
    type: event.type,
    schemaVersion: schemaVersionOf(event.type),
    data: event.data,
    persons,
    occurredAt: event.occurredAt,
    recordedAt: event.data.at,
    command: commandOf(eventId, event.data.at),
  };
}

function loggedEffectEvent(
  request: RequestId,
  effect: string,
  { type, data, at }: EffectEvent,
  revision: number,
): LoggedEvent {
  const eventId = madeId(`${effect} ${String(revision)}`);
  return {
    ...common,
    stream: streamOf('effect', effect),
    revision,
    caseRevision: revision,
    eventId,
    caseId: request,
    type,
    data,
    persons: {},
    occurredAt: at,
    recordedAt: at,
    command: commandOf(eventId, at),
  };
}

export function loggedRefusal(data: CommandRefused['data'], number: number): LoggedEvent {
  const id = madeId(`refusal ${String(number)}`);
  return {
    ...common,
    stream: streamOf('refused', id),
    revision: 0,
    caseRevision: 0,
    eventId: id,
    caseId: data.request ?? id,
    type: 'CommandRefused',
    data,
    persons: {},
    occurredAt: data.at,
    recordedAt: data.at,
    command: commandOf(id, data.at),
  };
}

/** A log in memory: what was told, and more when it is told more. */
export class ToldLog implements Pick<EventLog, 'head' | 'readAll' | 'follow'> {
  private readonly events: LoggedEvent[];
  private grown: (() => void)[] = [];
  /** Called before every reading. */
  beforeReading: () => void | Promise<void> = () => undefined;

  constructor(events: readonly LoggedEvent[]) {
    this.events = [...events];
  }

  tell(events: readonly LoggedEvent[]): number {
    for (const event of events) this.events.push({ ...event, position: this.events.length + 1 });
    for (const wake of this.grown.splice(0)) wake();
    return this.events.length;
  }

  async head(): Promise<number> {
    return this.events.length;
  }

  async readAll(after: number, limit: number): Promise<readonly LoggedEvent[]> {
    await this.beforeReading();
    return this.events.slice(after, after + limit);
  }

  async *follow(after: number, signal: AbortSignal): AsyncGenerator<readonly LoggedEvent[]> {
    let position = after;
    const wake = (): void => {
      for (const one of this.grown.splice(0)) one();
    };
    signal.addEventListener('abort', wake);
    while (!signal.aborted) {
      const batch = this.events.slice(position, position + 500);
      position += batch.length;
      if (batch.length > 0) yield batch;
      else
        await new Promise<void>((resolve) => {
          this.grown.push(resolve);
        });
    }
  }
}

export const anHourOf = (minutes: number): Instant =>
  instant(new Date(Date.parse('2025-12-01T06:00:00.000Z') + minutes * 60_000).toISOString());
