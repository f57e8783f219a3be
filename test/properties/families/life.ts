import {
  Action,
  Actor,
  addMinutes,
  Context,
  decide,
  emptyFile,
  evolvedFile,
  FileEvent,
  Instant,
  LegalDate,
  newsOfLook,
  openRequest,
  othersIn,
  PatientFile,
  procedureNamed,
  Refusal,
  registeredAfter,
  RegisterSnapshot,
  RequestEvent,
  RequestId,
  RequestState,
  UnitRef,
} from '@sigill/domain';
import { birthday } from '../../../libs/domain/words/dates';
import { daysFrom, swedishDay } from '../../domain/access/days';
import { contextOf, openingContextOf } from '../../support/domain/asking';
import { actorFor, found, openingOf } from '../../support/domain/journey';
import { child, clinician, executor, requestId, system } from '../../support/domain/people';
import { correcting, forward, Move, withdrawing } from './moves';
import { Asked, openingBy } from './openings';
import { Story, Told, ToTell } from './story';
import { Family, firstDay, Throw, Wait } from './throws';
import { Registered, registeredFamily } from './world';

/** A family's life: what came to pass, and what the program recorded of it. */
export interface Lived {
  readonly story: Story;
  readonly events: readonly FileEvent[];
  readonly end: End;
}

/** How things stand at the end. */
export interface End {
  readonly now: Instant;
  readonly file: PatientFile;
  readonly birthDate: LegalDate;
  readonly register: RegisterSnapshot;
  readonly patientFound: boolean;
}

export function livedBy({ birthDate, throws }: Family): Lived {
  const life = new FamilyLife(birthDate);
  for (const one of throws) life.take(one);
  return life.lived();
}

const most = 8;

/** Every step is taken by the real core; one that it refuses has not come to pass. */
class FamilyLife {
  #now: Instant;
  #world: Registered = registeredFamily;
  #file: PatientFile = emptyFile();
  readonly #events: FileEvent[] = [];
  readonly #told: Told[] = [];

  constructor(private readonly birthDate: LegalDate) {
    const born = daysFrom(birthDate, 1);
    this.#now = `${born > firstDay ? born : firstDay}T06:00:00.000Z` as Instant;
    this.#look();
  }

  lived(): Lived {
    const end = { now: this.#now, file: this.#file, ...this.#facts(), birthDate: this.birthDate };
    return { story: { child: child.id, birthDate: this.birthDate, told: this.#told }, events: this.#events, end };
  }

  take({ does, which, twist, wait }: Throw): void {
    this.#now = after(this.#now, wait, this.birthDate);
    const requests = [...this.#file.requests.values()];
    const request =
      does === 'forward' && which < 5 ? newestOpen(requests) : requests[which % Math.max(requests.length, 1)];
    if (does === 'world') this.#world = this.#world.changed(twist, swedishDay(this.#now));
    else if (does === 'look') this.#look();
    else if (does === 'open' || request === undefined) this.#openBy(twist, requests);
    else this.#move(request, (context) => moveBy(does, request, twist, context));
  }

  /** What is seen is on record when it differs from what was seen before. */
  #look(): void {
    const looked = this.#world.looked();
    const news = newsOfLook(this.#file.register, looked, this.#now);
    if (news !== null) this.#record([{ of: 'register', patient: child.id, event: news.answered }]);
    if (looked !== null) this.#tell({ does: 'look', ...this.#world.said() });
  }

  #openBy(twist: number, before: readonly RequestState[]): void {
    if (before.length >= most) return;
    this.#open(openingBy(twist, before, swedishDay(this.#now)), requestId(1 + before.length), false);
  }

  #open(asked: Asked, request: RequestId, bySystem: boolean): void {
    this.#look();
    const { procedure, track, unit, guardians, concerns, validFrom, validUntil } = asked;
    const command = openingOf(procedure, track, {
      ...{ patient: found(child), guardians, concerns, validFrom, validUntil },
    });
    const context = openingContextOf(command, {
      ...{ id: request, now: this.#now, procedure, bySystem, others: [...this.#file.requests.values()] },
      ...{
        actor: bySystem ? system : track === 'urgent' ? executor : clinician,
        unit: { ...unit, excludedSince: null },
      },
      facts: { register: this.#facts().register, birthDate: this.birthDate },
    });
    const events = accepted(() => openRequest(command, track, context));
    if (events === null) return;
    this.#record(events.map((event) => ({ of: 'request', request, event })));
    this.#tell({
      ...{ does: 'open', request, procedure: procedure.name, track, unit: unit.hsaId, concerns, validFrom, validUntil },
      guardians: guardians.flatMap((one) => (one.found === 'person' ? [one.id] : [])),
    });
  }

  #move(state: RequestState, moveIn: (context: Context) => Move | null): void {
    this.#look();
    const context = contextIn({ ...this.#facts(), now: this.#now, file: this.#file, birthDate: this.birthDate }, state);
    const move = moveIn(context);
    if (move === null) return;
    const { unit, id: request } = state;
    const actor = actorOf(move.command.action, unit);
    const events = accepted(() => decide(move.command, state, { ...context, actor }));
    if (events === null) return;
    this.#record(events.map((event) => ({ of: 'request', request, event })));
    for (const one of move.tells) this.#tell(one);
    this.#endOverturned(state, this.#file.requests.get(request)!);
  }

  /** As the program does at once: a request that ends what a refused call began. */
  #endOverturned(before: RequestState, { endingRequest, procedure, guardians, unit, id }: RequestState): void {
    if (endingRequest === null || before.endingRequest !== null) return;
    const ending = procedureNamed(procedureNamed(procedure.name)?.endedBy ?? '')!;
    const blocked = ending.guardians.max === 0 ? [] : guardians.map((one) => found({ id: one }));
    const asked = { procedure: ending, track: 'ordinary', unit, guardians: blocked, concerns: id } as const;
    this.#open({ ...asked, validFrom: null, validUntil: null }, endingRequest, true);
  }

  #facts() {
    const looked = this.#world.looked();
    return {
      register: registeredAfter(this.#file.register, looked, this.#now)!.register,
      patientFound: looked !== null,
    };
  }

  #record(events: readonly FileEvent[]): void {
    this.#events.push(...events);
    this.#file = evolvedFile(this.#file, events);
  }

  #tell(what: ToTell): void {
    this.#told.push({ ...what, at: this.#now });
  }
}

export const contextIn = (end: End, state: RequestState): Context =>
  contextOf(state, {
    ...{ actor: system, now: end.now, birthDate: end.birthDate, others: othersIn(end.file, state.id) },
    ...{ register: end.register, patientFound: end.patientFound, unit: { ...state.unit, excludedSince: null } },
    ids: { endingRequest: requestId(1000 + Number(state.id.slice(-3))) },
  });

/** Of the request's own unit. */
export function actorOf(action: Action, { hsaId }: UnitRef): Actor {
  const by = actorFor[action];
  return by.role === 'executor' ? by : { ...by, unit: hsaId };
}

/** Mostly one case is brought to its end before the next. */
const newestOpen = (requests: readonly RequestState[]): RequestState | undefined =>
  requests.findLast(({ state }) => state !== 'closed' && state !== 'executed') ?? requests.at(-1);

function moveBy(does: Throw['does'], state: RequestState, twist: number, context: Context): Move | null {
  if (does === 'correct') return correcting(state, twist, context);
  return does === 'withdraw' ? withdrawing : forward(state, twist, context);
}

function accepted(ask: () => readonly RequestEvent[]): readonly RequestEvent[] | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Never the same instant again. */
function after(now: Instant, wait: Wait, birthDate: LegalDate): Instant {
  if (wait.until === 'later') return addMinutes(now, wait.minutes);
  const today = swedishDay(now);
  const next = [13, 16, 18, 19].map((age) => birthday(birthDate, age)).find((day) => day > today) ?? today;
  const day = daysFrom(wait.until === 'birthday' ? next : today, wait.days);
  const then = `${day}T${wait.time}:00.000Z` as Instant;
  return then > now ? then : addMinutes(now, 1);
}
