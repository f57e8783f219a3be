import { Injectable } from '@nestjs/common';
import {
  capacityFor,
  decide,
  Instant,
  invalidBody,
  PersonId,
  procedureNamed,
  RequestCommand,
  RequestId,
  RequestState,
  sees,
  Track,
} from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { actorAs, isHidden, roleOf } from './authority';
import { Call, CallOn } from './call';
import { CaseFile, RequestEvents, Stamp } from './case-file';
import { CaseFiles, isOvertaken } from './case-files';
import { DecidingAnew } from './deciding-anew';
import { Endings } from './endings';
import { KeyReused, NotFound, PreconditionRequired, RevisionConflict } from './errors';
import { Facts } from './facts';
import { commandIdOf, endingRequestOf, keyIdOf, requestIdOf } from './ids';
import { Opening, Openings } from './openings';
import { ReadSide } from './read-side';
import { Serial } from './serial';
import { FormOfCommand, SignedForms } from './signed-forms';
import { stateAfter } from './states';

/** What a command left behind: the request as it is right after it, in its file, and where in the log that is. */
export interface Outcome {
  readonly state: RequestState;
  readonly file: CaseFile;
  readonly position: Position;
  readonly replayed: boolean;
}

/** One try at a command: the file, and what stays the same in every try. */
interface Try {
  readonly file: CaseFile;
  readonly stamp: Stamp;
}

interface TryOn extends Try {
  readonly form: FormOfCommand;
}

/** Load the patient's file, decide, append at its exact revision: the one way in which a request changes. Where somebody
 *  else has written meanwhile, the command is decided anew. A keyed command is found in the file and answered again. */
@Injectable()
export class Requests {
  private readonly keys = new Serial();
  private readonly anew: DecidingAnew;

  constructor(
    private readonly files: CaseFiles,
    private readonly readSide: ReadSide,
    private readonly facts: Facts,
    private readonly openings: Openings,
    private readonly endings: Endings,
    private readonly signedForms: SignedForms,
  ) {
    this.anew = new DecidingAnew(files);
  }

  /** @throws Refusal, NotAuthorized, KeyReused, StoreUnavailable */
  async open(call: Call, opening: Opening, track: Track): Promise<Outcome> {
    const procedure = procedureNamed(opening.procedure);
    if (procedure === null) throw invalidBody('/procedure', 'not-an-option');
    const subjects = await this.openings.subjects(opening);
    const id = requestIdOf(call);
    const stamp = stampOf(call, id);
    return this.once(call, stamp, async () => {
      const replayed = await this.replayOfOpening(call, id, stamp);
      if (replayed !== null) return replayed;
      const { patientId } = subjects;
      if (patientId === null) return this.openings.refuse(call.caller, { id, opening, procedure, subjects, track });
      return this.anew.until(patientId, { urgent: track === 'urgent' }, async (file) => {
        const { now, events } = await this.openings.decided(call.caller, {
          id,
          opening,
          procedure,
          subjects,
          track,
          file,
        });
        await this.place(id, patientId, stamp, now);
        return this.append({ file, stamp }, [{ request: id, events }], now);
      });
    });
  }

  /** @throws Refusal, NotFound, NotAuthorized, KeyReused, PreconditionRequired, RevisionConflict, StoreUnavailable */
  async transact(call: CallOn, command: RequestCommand): Promise<Outcome> {
    const stamp = stampOf(call, call.request);
    return this.once(call, stamp, async () => {
      const place = await this.files.placeOf(call.request);
      if (place === null) throw new NotFound();
      const form = new FormOfCommand(this.signedForms);
      return this.anew.until(place.file, isUrgent(command, call.request), (file) =>
        this.carryOut(call, command, { file, stamp, form }),
      );
    });
  }

  private async carryOut(call: CallOn, command: RequestCommand, at: TryOn): Promise<Outcome> {
    const { file, stamp, form } = at;
    const replayed = await this.replay(call, at);
    if (replayed !== null) return replayed;
    const before = file.requests.get(call.request);
    if (before === undefined) throw new NotFound();
    const correction = command.action === 'correction' ? command.data : null;
    const capacity = capacityFor(command.action, await this.facts.known(call.caller), before, correction);
    if (isHidden(capacity)) throw new NotFound();
    if (call.ifMatch === null) throw new PreconditionRequired();
    if (call.ifMatch !== before.revision) throw new RevisionConflict(before.revision);
    const actor = actorAs(call.caller, roleOf(capacity));
    const context = await this.facts.contextFor(before, file, actor, endingRequestOf(stamp.commandId));
    const prepared = await form.preparedFor(command, before, context);
    const events = decide(command, before, { ...context, form: prepared?.form ?? null });
    if (prepared !== null) await this.signedForms.keep(call.request, prepared);
    const own = { request: call.request, events };
    const ending = await this.endings.following(own, file, context.now);
    if (ending !== null) await this.place(ending.request, file.patient, stamp, context.now);
    return this.append(at, ending === null ? [own] : [own, ending], context.now);
  }

  /** One use of a key runs, the other waits for it; a key that stands for another command is refused. */
  private async once(call: Call, { keyId, commandId }: Stamp, work: () => Promise<Outcome>): Promise<Outcome> {
    if (keyId === null) return work();
    return this.keys.run(keyId, async () => {
      const used = this.readSide.commandOfKey(keyId);
      if (used !== null && used !== commandId) throw new KeyReused();
      const outcome = await work();
      this.readSide.keyUsed(keyId, commandId);
      return outcome;
    });
  }

  private async replayOfOpening(call: Call, id: RequestId, stamp: Stamp): Promise<Outcome | null> {
    if (call.key === null) return null;
    const place = await this.files.placeOf(id);
    if (place === null) return null;
    if (place.commandHash !== call.hash) throw new KeyReused();
    const file = await this.files.load(place.file);
    return this.replay(call, { file, stamp });
  }

  /** What the command left behind when it was carried out; null when it has not been. */
  private async replay(call: Call, { file, stamp }: Try): Promise<Outcome | null> {
    const known = file.commands.get(stamp.commandId);
    if (known === undefined) return null;
    if (known.hash !== call.hash) throw new KeyReused();
    const newest = file.requests.get(known.request);
    if (newest === undefined || !sees(await this.facts.known(call.caller), newest)) throw new NotFound();
    const events = (await this.files.eventsOf(file, known.request)).slice(0, known.revision);
    const state = stateAfter(known.request, events);
    if (state === null) throw new NotFound();
    return { state, file, position: known.position, replayed: true };
  }

  private async append({ file, stamp }: Try, parts: readonly RequestEvents[], at: Instant): Promise<Outcome> {
    const grown = await this.files.append(file, parts, stamp, at);
    this.readSide.acknowledged(grown.position);
    const [{ request }] = parts as readonly [RequestEvents, ...RequestEvents[]];
    const state = grown.file.requests.get(request);
    if (state === undefined) throw new Error(`request ${request} is not in the file it was added to`);
    return { state, file: grown.file, position: grown.position, replayed: false };
  }

  /** @throws KeyReused: the place was taken by another use of the key */
  private async place(request: RequestId, patient: PersonId, stamp: Stamp, at: Instant): Promise<void> {
    try {
      await this.files.place(request, patient, stamp, at);
    } catch (error) {
      throw isOvertaken(error) ? new KeyReused() : error;
    }
  }
}

const isUrgent = (command: RequestCommand, request: RequestId) => ({
  urgent:
    command.action === 'execution' && ((file: CaseFile): boolean => file.requests.get(request)?.track === 'urgent'),
});

const stampOf = (call: Call, request: RequestId): Stamp => {
  const commandId = commandIdOf(call, request);
  return {
    commandId,
    commandHash: call.hash,
    keyId: keyIdOf(call),
    correlationId: call.traceId,
    causationId: commandId,
  };
};
