import {
  addMinutes,
  birthDateOf,
  BrokenHistory,
  Context,
  dispatchesFor,
  Instant,
  LegalDate,
  legalDateOf,
  missingReceipts,
  Procedure,
  procedureNamed,
  Refusal,
  RequestEvent,
  RequestState,
  summaryOf,
  Track,
} from '@sigill/domain';
import { contextOf, endingId, openingContextOf } from '../support/domain/asking';
import {
  begunBefore,
  found,
  inForceBefore,
  openingOf,
  patientFor,
  procedureOf,
  roads,
} from '../support/domain/journey';
import { addDays } from '../../libs/domain/words/dates';
import { clinician, father, instant, requestId, system, teenager } from '../support/domain/people';
import { isOver } from './after-death';
import { Aim, Attempt, forward, Life, Throw, wild } from './attempt';
import { asCommand } from './commands';
import { deepFrozen } from './frozen';
import { Implementation } from './implementation';
import { doubled, faultsOfEvents, faultsOfMeasures, faultsOfState } from './invariants';
import { agrees, Model, openedModel, predict, Prediction, rulesOf } from './model';
import { advance, comparison, nextOf } from './model-steps';
import { Opening, openingForNobody, plainOpening, strangeOpening } from './openings';
import { Sightings } from './sightings';
import { changedWorld, World, worldOf } from './world';

interface Case {
  readonly state: RequestState;
  readonly model: Model;
  readonly procedure: Procedure;
}

/** A life went wrong in a way that no life may. */
export class Broken extends Error {}

/** One patient with several requests, through up to fifty commands. @throws Broken at the first property that does not hold */
export class RandomLife {
  readonly #patient;
  readonly #birthDate: LegalDate;
  readonly #before: readonly RequestState[];
  #cases: readonly Case[] = [];
  #world: World;
  #now: Instant = instant('2026-11-23T06:00:00.000Z');
  #untidy = false;

  constructor(
    private readonly core: Implementation,
    private readonly seen: Sightings,
    private readonly life: Life,
  ) {
    const [name, track] = roads[life.road % roads.length]!;
    const procedure = procedureOf(name);
    const extended = life.extended && procedure.name === 'block';
    const before = extended ? procedureOf('extension.guardian') : begunBefore(procedure);
    const asked = extended ? { guardians: [found(father)] } : {};
    this.#before = before === null ? [] : [inForceBefore(before.name, 500, asked)];
    this.#patient = extended ? teenager : patientFor(procedure);
    this.#birthDate = birthDateOf(this.#patient.personalNumber);
    this.#world = worldOf(this.#patient.id);
    this.#open(procedure, plainOpening(track));
  }

  run(): void {
    for (const one of this.life.throws) {
      this.#now = addMinutes(this.#now, one.waitMinutes);
      this.#take(one);
      this.#check();
    }
  }

  #take(one: Throw): void {
    if (one.does === 'register') this.#world = changedWorld(this.#patient.id, one.twist, legalDateOf(this.#now));
    else if (one.does === 'open' || one.does === 'open-strangely' || this.#cases.length === 0) this.#openAny(one);
    else this.#attempt(this.#cases[one.which % this.#cases.length]!, one);
  }

  #openAny(one: Throw): void {
    if (this.#cases.length >= 6) return;
    const [name, track] = roads[(one.which + one.twist) % roads.length]!;
    const procedure = procedureOf(name);
    if (!this.#world.patientFound) this.#open(procedure, openingForNobody(track));
    else if (one.does === 'open-strangely')
      this.#open(procedure, strangeOpening(procedure, track, this.#patient.id, one.twist));
    else this.#open(procedure, plainOpening(track, { validFrom: this.#someDay(track, one.twist) }));
  }

  /** Today, or a later day; a call is of its day. */
  #someDay(track: Track, twist: number): LegalDate | null {
    return twist % 3 !== 0 || track === 'urgent' ? null : addDays(legalDateOf(this.#now), twist);
  }

  #requests(): readonly RequestState[] {
    return [...this.#before, ...this.#cases.map(({ state }) => state)];
  }

  #open(procedure: Procedure, { track, asked, world, refused }: Opening, bySystem = false): void {
    const command = openingOf(procedure, track, { patient: found(this.#patient), ...asked });
    const id = bySystem ? endingId : requestId(1 + this.#cases.length);
    const others = this.#requests();
    const context = openingContextOf(command, {
      id: this.#cases.some(({ state }) => state.id === id) ? requestId(901 + this.#cases.length) : id,
      now: this.#now,
      procedure,
      others,
      measures: this.core.measuresOf(others),
      actor: bySystem ? system : clinician,
      unit: this.#world.unit,
      facts: { register: this.#world.register, birthDate: this.#birthDate },
      bySystem,
      ...world,
    });
    const events = this.#ask(() => this.core.openRequest(deepFrozen(command), track, deepFrozen(context)));
    if (events instanceof Refusal) {
      if (bySystem) throw new Broken(`the ending of an overturned call was refused: ${events.code}`);
      if (refused !== null && events.code !== refused)
        throw new Broken(`the opening was refused with ${events.code}, not ${refused}`);
      this.seen.refused.add(`opening: ${events.code}`);
      return;
    }
    if (refused !== null) throw new Broken(`the opening was accepted, not ${refused}`);
    const [event] = events;
    if (events.length !== 1 || event === undefined) throw new Broken('an opening is one event');
    const state = this.core.evolve(null, deepFrozen(event), context.id);
    this.#untidy ||= track === 'urgent';
    this.#note(events, state);
    this.#cases = [...this.#cases, { state, procedure, model: openedModel(rulesOf(procedure), track) }];
  }

  #attempt(of: Case, { does, action, twist }: Throw): void {
    const { state, model } = of;
    const missing = missingReceipts(state).map(({ item }) => item);
    const aim: Aim = { items: state.plan.map(({ item }) => item), missing, revision: state.revision };
    const next = does === 'forward' ? nextOf(model, missing) : null;
    const attempt = next === null ? wild(action, twist, aim) : forward(next, twist, aim);
    const { command, ...given } = asCommand(attempt, of, this.#now);
    const others = this.#requests().filter(({ id }) => id !== state.id);
    const context: Context = deepFrozen({
      ...contextOf(state, {
        ...given,
        ...this.#world,
        now: this.#now,
        others,
        register: { ...this.#world.register, at: this.#now },
      }),
      measures: this.core.measuresOf([...others, state]),
    });
    deepFrozen([state, command]);
    const events = this.#ask(() => this.core.decide(command, state, context));
    const again = this.#ask(() => this.core.decide(command, state, context));
    if (words(events) !== words(again)) throw new Broken(`${action} came out in two ways`);
    this.seen.commands += 1;
    const prediction = predict(model, attempt, missing);
    if (context.register.patient.deceasedOn !== null && isOver(model, attempt, missing)) {
      if (!(events instanceof Refusal)) throw new Broken(`${words(attempt)} was accepted after the patient's death`);
      if (events.code === 'deceased') return;
    }
    if (events instanceof Refusal) this.#refused(attempt, events, prediction, others);
    else this.#accepted(of, attempt, events, prediction);
  }

  #refused(attempt: Attempt, { code }: Refusal, prediction: Prediction, others: readonly RequestState[]): void {
    this.seen.refused.add(`${attempt.action}: ${code}`);
    if (agrees(attempt, code, prediction, others.length === 0)) return;
    throw new Broken(`${words(attempt)} was refused with ${code}, not ${prediction}`);
  }

  #accepted(of: Case, attempt: Attempt, events: readonly RequestEvent[], prediction: string): void {
    if (!prediction.startsWith('accepted')) throw new Broken(`${words(attempt)} was accepted, not ${prediction}`);
    if ((events.length === 0) !== (attempt.action === 'siblings' && of.model.sibling === 'opened'))
      throw new Broken(`${attempt.action} was accepted and did ${events.length === 0 ? 'nothing' : 'it again'}`);
    const state = events.reduce((so, event) => this.#evolved(so, event), of.state);
    const missing = missingReceipts(state).map(({ item }) => item);
    const model = advance(of.model, attempt, missing, events.length);
    const differs = comparison(model, state);
    if (differs !== null) throw new Broken(`after ${words(attempt)}: ${differs}`);
    this.#untidy ||= attempt.action === 'correction';
    this.seen.accepted.add(attempt.action);
    this.#note(events, state);
    this.#cases = this.#cases.map((one) => (one === of ? { ...one, state, model } : one));
    if (state.endingRequest !== of.state.endingRequest) this.#openEnding(state, of.procedure);
  }

  /** As the program does at once: the ending of an overturned call, for whom it still protects. */
  #openEnding(overturned: RequestState, procedure: Procedure): void {
    const ending = procedureNamed(procedure.endedBy ?? '');
    if (ending === null) throw new Broken(`nothing ends an overturned ${procedure.name}`);
    const guardians = ending.guardians.max === 0 ? [] : overturned.guardians.map((id) => found({ id }));
    this.#open(ending, plainOpening('ordinary', { concerns: overturned.id, guardians }), true);
  }

  #evolved(state: RequestState, event: RequestEvent): RequestState {
    const mailsAtMost = event.type === 'RequestOpened' && event.data.track === 'urgent' ? 2 : 1;
    const of = { id: state.id, caseNumber: state.caseNumber, unit: state.unit };
    const next = this.core.evolve(deepFrozen(state), deepFrozen(event), state.id);
    if (dispatchesFor(event, of).length > mailsAtMost || summaryOf(event, { state: next, part: 'whole' }).sv === '')
      throw new Broken(`${event.type} is told wrongly`);
    return next;
  }

  /** Only a refusal is an answer; whatever else is thrown breaks the life. */
  #ask(ask: () => readonly RequestEvent[]): readonly RequestEvent[] | Refusal {
    try {
      return ask();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error instanceof BrokenHistory ? new Broken(error.message) : error;
    }
  }

  #note(events: readonly RequestEvent[], state: RequestState): void {
    const faults = faultsOfEvents(events, this.#now);
    if (faults.length > 0) throw new Broken(faults.join('; '));
    for (const { type } of events) this.seen.events.add(type);
    this.seen.procedures.add(state.procedure.name);
    this.seen.states.add(`${state.track}: ${state.state}`);
  }

  #check(): void {
    const requests = this.#requests();
    const measures = this.core.measuresOf(requests);
    const faults = [
      ...this.#cases.flatMap(({ state }) => faultsOfState(state)),
      ...faultsOfMeasures(measures, requests, this.#birthDate),
      ...(this.#untidy ? [] : doubled(measures, legalDateOf(this.#now))),
    ];
    if (faults.length > 0) throw new Broken(faults.join('; '));
    for (const { kind, until } of measures) this.seen.measures.add(`${kind}${until === null ? '' : ' with an end'}`);
  }
}

const words = (value: unknown): string => (value instanceof Refusal ? `refused ${value.code}` : JSON.stringify(value));
