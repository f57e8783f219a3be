import { Injectable } from '@nestjs/common';
import {
  barTo,
  capacityFor,
  Context,
  decide,
  invalidBody,
  openRequest,
  procedureNamed,
  RequestCommand,
  RequestEvent,
  RequestId,
  RequestState,
  Role,
  sees,
  Track,
} from '@sigill/domain';
import { Position, WrongRevision } from '@sigill/event-log';
import { actorAs, isHidden, roleOf } from './authority';
import { Call, CallOn } from './call';
import { Endings } from './endings';
import { KeyReused, NotFound, PreconditionRequired, RevisionConflict } from './errors';
import { Facts } from './facts';
import { commandIdOf, endingRequestOf, requestIdOf } from './ids';
import { Opening, Openings } from './openings';
import { ReadSide } from './read-side';
import { fold, Loaded, RequestLog, Stamp } from './request-log';
import { Serial } from './serial';
import { Prepared, SignedForms } from './signed-forms';

/** What a command left behind: the request as it is right after it, and where in the log that is. */
export interface Outcome {
  readonly state: RequestState;
  readonly position: Position;
  readonly replayed: boolean;
}

/** Load, decide, append: the one way in which a request changes. Commands on one patient run one after the other, because
 *  a rule may ask for the patient's other requests; a keyed command waits for its twin and repeats its answer. */
@Injectable()
export class Requests {
  private readonly serial = new Serial();

  constructor(
    private readonly log: RequestLog,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
    private readonly openings: Openings,
    private readonly endings: Endings,
    private readonly signedForms: SignedForms,
  ) {}

  /** @throws Refusal, NotAuthorized, KeyReused */
  async open(call: Call, opening: Opening, track: Track): Promise<Outcome> {
    const procedure = procedureNamed(opening.procedure);
    if (procedure === null) throw invalidBody('/procedure', 'not-an-option');
    const subjects = await this.openings.subjects(opening);
    return this.once(call, (commandId) =>
      this.serial.run(`patient:${subjects.patientId ?? commandId}`, async () => {
        await this.readSide.upTo();
        const actor = await this.openings.actorFor(call.caller, opening.unit, track);
        const id = requestIdOf(call);
        const caller = await this.facts.known(call.caller);
        const context = await this.openings.context(id, subjects, actor, { unit: opening.unit, procedure });
        const events = openRequest(this.openings.command(opening, subjects), track, {
          ...context,
          readable: (state) => sees(caller, state),
        });
        return this.append(id, null, events, stampOf(call, commandId));
      }),
    );
  }

  /** @throws Refusal, NotFound, NotAuthorized, KeyReused, PreconditionRequired, RevisionConflict */
  async transact(call: CallOn, command: RequestCommand): Promise<Outcome> {
    return this.once(call, async (commandId) => {
      await this.readSide.upTo();
      const patient = this.readSide.patientOf(call.request);
      if (patient === null) throw new NotFound();
      return this.serial.run(`patient:${patient}`, () => this.carryOut(call, command, commandId));
    });
  }

  /** Opens the endings of overturned urgent requests that a stop kept the program from opening. */
  async openMissingEndings(): Promise<void> {
    await this.readSide.upTo();
    for (const overturned of this.readSide.missingEndings()) await this.openEnding(overturned);
  }

  private async carryOut(call: CallOn, command: RequestCommand, commandId: string): Promise<Outcome> {
    await this.readSide.upTo();
    const before = await this.log.load(call.request);
    if (before === null) throw new NotFound();
    const correction = command.action === 'correction' ? command.data : null;
    const caller = await this.facts.known(call.caller);
    const capacity = capacityFor(command.action, caller, before.state, correction);
    if (isHidden(capacity)) throw new NotFound();
    if (call.ifMatch === null) throw new PreconditionRequired();
    if (call.ifMatch !== before.state.revision) throw new RevisionConflict(before.state.revision);
    const context = await this.contextOf(call, roleOf(capacity), before, commandId);
    const prepared = await this.preparedForm(command, before.state, context);
    const events = decide(command, before.state, { ...context, form: prepared?.form ?? null });
    if (prepared !== null) await this.signedForms.keep(call.request, prepared);
    const outcome = await this.append(call.request, before, events, stampOf(call, commandId));
    if (outcome.state.endingRequest !== before.state.endingRequest) await this.openEnding(outcome.state);
    return outcome;
  }

  private contextOf(call: CallOn, role: Role, before: Loaded, commandId: string): Promise<Context> {
    return this.facts.contextFor(before.state, actorAs(call.caller, role), endingRequestOf(commandId));
  }

  /** A submission's form is rendered before it is decided, and on the disk before the event that carries its hash is appended. */
  private async preparedForm(command: RequestCommand, state: RequestState, context: Context): Promise<Prepared | null> {
    if (command.action !== 'submission' || barTo('submission', state, context) !== null) return null;
    return this.signedForms.prepare(state, command.data.signature, context.now);
  }

  private async openEnding(overturned: RequestState): Promise<void> {
    const { id, command, context, stamp } = await this.endings.of(overturned);
    await this.append(id, null, openRequest(command, 'ordinary', context), stamp);
  }

  /** Runs a command once for its key, for ever: the second time it answers what the first left behind. */
  private async once(call: Call, work: (commandId: string) => Promise<Outcome>): Promise<Outcome> {
    const commandId = commandIdOf(call);
    if (call.key === null) return work(commandId);
    return this.serial.run(`command:${commandId}`, async () => (await this.replay(call, commandId)) ?? work(commandId));
  }

  private async replay(call: Call, commandId: string): Promise<Outcome | null> {
    await this.readSide.upTo();
    const known = this.readSide.command(commandId);
    if (known === null) return null;
    if (known.hash !== call.hash) throw new KeyReused();
    const now = this.readSide.request(known.request);
    if (now === null || !sees(await this.facts.known(call.caller), now.state)) throw new NotFound();
    const events = await this.log.events(known.request);
    const state = fold(known.request, events.slice(0, known.revision));
    if (state === null) throw new NotFound();
    if (state.endingRequest !== null && this.readSide.request(state.endingRequest) === null)
      await this.openEnding(state);
    return { state, position: known.position, replayed: true };
  }

  private async append(
    id: RequestId,
    before: Loaded | null,
    events: readonly RequestEvent[],
    stamp: Stamp,
  ): Promise<Outcome> {
    try {
      const { state, position } = await this.log.append(id, before, events, stamp);
      return { state, position, replayed: false };
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      throw new RevisionConflict(typeof error.actual === 'number' ? error.actual + 1 : 0);
    }
  }
}

const stampOf = (call: Call, commandId: string): Stamp => ({
  commandId,
  commandHash: call.hash,
  correlationId: call.traceId,
  causationId: commandId,
});
