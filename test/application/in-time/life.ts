import { OpenRequestBody, OpenUrgentRequestBody } from '@sigill/application';
import {
  birthDateOf,
  Due,
  dueOf,
  isOpen,
  Procedure,
  procedureNamed,
  procedures,
  Refusal,
  RequestState,
  tasksIn,
} from '@sigill/domain';
import { DueRunner } from '@sigill/effects';
import { LoggedEvent } from '@sigill/event-log';
import { fallenDue } from '@sigill/projections';
import { faultsOfState } from '../../properties/invariants';
import { Journey, plainCommand } from '../../support/domain/journey';
import { rules } from '../../support/domain/timed-file';
import { contact, partille, urgentCaller } from '../../support/samples';
import { seeded } from '../../support/told-tables';
import { Instance } from '../instance';
import { doneIn, expectedAt, faultsOf, Round } from './done';
import { asked, by, next, refusing, Step, waits } from './steps';
import { Family, World } from './world';

/** What a life has come to. */
export interface Seen {
  readonly done: Set<string>;
  readonly tasks: Set<string>;
  readonly procedures: Set<string>;
  readonly refused: Set<string>;
  readonly endingsByProgram: Set<string>;
  readonly changes: Set<string>;
  kills: number;
}

/** Families, two programs, a register that changes, a clock that moves and workers that are killed, by a seed. */
export class LifeInTime {
  readonly #draw;

  constructor(
    private readonly world: World,
    private readonly seen: Seen,
    seed: number,
  ) {
    this.#draw = seeded(seed);
  }

  async run(steps: number, judge: (round: Round) => readonly string[] = faultsOf): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      await this.#step();
      if (step % 4 === 3) await this.#work(judge);
    }
  }

  async #step(): Promise<void> {
    const family = this.#pick(this.world.families);
    const kind = this.#draw.upTo(20);
    if (kind < 4) return this.#open(family);
    if (kind < 13) return this.#forward(family);
    if (kind < 14) return this.#command(family, 'withdrawal');
    if (kind < 15) return this.#command(family, 'review');
    if (kind < 18) return this.#register(family);
    this.world.time.advance(this.#pick(waits));
  }

  async #open(family: Family): Promise<void> {
    const procedure = procedureNamed(this.#pick(asked)) ?? (procedures[0] as Procedure);
    const track = procedure.urgent && this.#draw.upTo(2) === 0 ? 'urgent' : 'ordinary';
    const some = family.guardians.slice(0, 1 + this.#draw.upTo(2));
    const named = procedure.guardians.max === 0 || procedure.concerns !== null ? {} : { guardians: some };
    const body = { procedure: procedure.name, patient: family.child, unit: partille, ...named };
    const more = track === 'urgent' ? { caller: urgentCaller, responsibleHead: 'Lena Sund' } : { contact };
    const call = this.world.call(track === 'urgent' ? 'executor' : 'clinician-partille');
    const opening = { ...body, ...more } as unknown as OpenRequestBody & OpenUrgentRequestBody;
    await this.#accepted(family, (at) => at.openings.open(call, opening, track));
  }

  async #forward(family: Family): Promise<void> {
    const open = (await this.#requests(family)).filter((one) => next[one.track][one.state] !== undefined);
    if (open.length === 0) return this.#open(family);
    const state = this.#draw.upTo(3) > 0 ? (open.at(-1) as RequestState) : this.#pick(open);
    await this.#take(family, state, next[state.track][state.state] ?? 'withdrawal');
  }

  async #command(family: Family, step: Step): Promise<void> {
    const requests = await this.#requests(family);
    if (requests.length > 0) await this.#take(family, this.#pick(requests), step);
  }

  async #take(family: Family, state: RequestState, step: Step): Promise<void> {
    const procedure = procedureNamed(state.procedure.name) as Procedure;
    const now = this.world.time.now();
    const plain = plainCommand(step, { procedure, state } as Journey, now);
    const command = plain.action === 'decision' && this.#draw.upTo(6) === 0 ? refusing : plain;
    const call = { ...this.world.call(by[step]), request: state.id, ifMatch: state.revision };
    const isAccepted = await this.#accepted(family, (at) => at.requests.transact(call, command));
    if (isAccepted) this.seen.procedures.add(`${state.procedure.name} ${step}`);
  }

  async #register(family: Family): Promise<void> {
    const [mother, father] = family.parents as [Family['child'], Family['child']];
    const custody = this.#pick([[mother], [father], [mother, father], [mother, father]]);
    const protection = this.#pick(['none', 'none', 'secrecy-marking'] as const);
    await this.world.registerSays(family, this.#draw.upTo(2) === 0 ? { guardians: custody } : { protection });
    const { changed } = await this.#program().looks.at(family.child);
    for (const change of changed) this.seen.changes.add(change);
  }

  /** A refused command leaves nothing behind. */
  async #accepted(family: Family, ask: (at: Instance) => Promise<unknown>): Promise<boolean> {
    const at = this.#program();
    await at.looks.at(family.child);
    const head = await at.log.head();
    try {
      await ask(at);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.seen.refused.add(error.code);
      if ((await at.log.head()) !== head) throw new Error(`refused with ${error.code}, and something was written`);
      return false;
    }
  }

  /** A round of the workers: both at once, one alone, or one that is killed in the middle. */
  async #work(judge: (round: Round) => readonly string[]): Promise<void> {
    const now = this.world.time.now();
    const [first] = this.world.instances as [Instance, Instance];
    const before = doneIn(await whole(first));
    const expected = expectedAt(now, await this.#dues(), before);
    const isWhole = this.#draw.upTo(3) > 0;
    if (isWhole) await this.#settle(this.#draw.upTo(2) === 0 ? this.world.instances : [this.#program()]);
    else await this.#killed(this.#program());
    const events = await whole(first);
    const after = doneIn(events);
    for (const { kind } of after) this.seen.done.add(kind);
    const faults = [...judge({ now, expected, before, after, whole: isWhole }), ...(await this.#faults(events))];
    if (faults.length > 0) throw new Error(`at ${now}: ${faults.join('; ')}`);
  }

  async #settle(programs: readonly Instance[]): Promise<void> {
    const runners = programs.map(({ timers, rows, log }) => {
      const onFault = (error: unknown): never => {
        throw error;
      };
      return new DueRunner({ timers, rows, log, clock: this.world.time, scheduler: this.world.time, onFault });
    });
    await Promise.all(runners.map((runner) => runner.settle()));
    for (const runner of runners) await runner.stop();
  }

  /** It wrote some of it and told nobody. */
  async #killed({ rows, log, timers }: Instance): Promise<void> {
    await rows.reach(await log.head());
    const fallen = fallenDue(rows.db, this.world.time.now(), null, 100);
    const some = fallen.slice(0, this.#draw.upTo(fallen.length + 1));
    for (const row of some) await timers.carryOut(row);
    if (some.length > 0) this.seen.kills += 1;
  }

  async #dues(): Promise<readonly Due[]> {
    const all = await Promise.all(this.world.families.map((family) => this.#file(family)));
    return all.flatMap((file, n) =>
      dueOf(file, birthDateOf((this.world.families[n] as Family).child), rules).toSorted((one, other) =>
        one.at < other.at ? -1 : 1,
      ),
    );
  }

  /** Of the states, of the tasks in the rows, and of what follows from the register. */
  async #faults(events: readonly LoggedEvent[]): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const family of this.world.families) {
      const file = await this.#file(family);
      faults.push(...[...file.requests.values()].flatMap(faultsOfState));
      const tasks = tasksIn(file, birthDateOf(family.child), rules);
      for (const { task } of tasks) this.seen.tasks.add(task);
      for (const { rows } of this.world.instances) {
        const sql = 'SELECT count(*) AS n FROM tasks WHERE patient = ?';
        const { n } = rows.db.prepare(sql).get(this.world.patientOf(family)) as { n: number };
        if (n !== tasks.length) faults.push(`${String(n)} tasks in the rows, not ${String(tasks.length)}`);
      }
    }
    return [...faults, ...this.#endingsTwice(events)];
  }

  /** What the program opened by itself, once for whom it was opened. */
  #endingsTwice(events: readonly LoggedEvent[]): readonly string[] {
    const opened = events.flatMap(({ type, actor, data }) => {
      const { concerns = null, guardians = [] } = data as { concerns?: string | null; guardians?: readonly string[] };
      return type === 'RequestOpened' && actor.sub === 'system' ? [`${concerns ?? ''} ${guardians.join()}`] : [];
    });
    for (const one of opened) this.seen.endingsByProgram.add(one);
    return opened.filter((one, place) => opened.indexOf(one) < place).map((one) => `ended twice: ${one}`);
  }

  async #file(family: Family) {
    for (const { rows, log } of this.world.instances) await rows.reach(await log.head());
    return this.#program().files.load(this.world.patientOf(family));
  }

  async #requests(family: Family): Promise<readonly RequestState[]> {
    const requests = [...(await this.#file(family)).requests.values()];
    return requests.filter((one) => isOpen(one) || one.state === 'executed' || this.#draw.upTo(3) === 0);
  }

  #program(): Instance {
    return this.#pick(this.world.instances);
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#draw.upTo(from.length)] as T;
  }
}

const whole = (at: Instance): Promise<readonly LoggedEvent[]> => at.log.readAll(0, 100_000);
