import { Injectable } from '@nestjs/common';
import { Instant, PersonId, RequestId, RequestState, sees } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { Call } from './call';
import { CaseFile, FilePart, RequestEvents, Stamp } from './case-file';
import { CaseFiles, Grown, isOvertaken, Place } from './case-files';
import { DecidingAnew, Haste } from './deciding-anew';
import { KeyReused, NotFound } from './errors';
import { commandIdOf, keyIdOf } from './ids';
import { Persons } from './persons';
import { ReadSide } from './read-side';
import { Serial } from './serial';
import { stateAfter } from './states';

/** What a command left behind: the request as it is right after it, in its file, and where in the log that is. */
export interface Outcome {
  readonly state: RequestState;
  readonly file: CaseFile;
  readonly position: Position;
  readonly replayed: boolean;
}

/** One try at a command: the file, and what stays the same in every try. */
export interface Try {
  readonly file: CaseFile;
  readonly stamp: Stamp;
}

/** What every command does with the patient's file, whatever it decides: found again by its key, tried until nobody has
 *  written meanwhile, placed, appended. */
@Injectable()
export class Filing {
  private readonly keys = new Serial();
  private readonly anew: DecidingAnew;

  constructor(
    private readonly files: CaseFiles,
    private readonly readSide: ReadSide,
    private readonly persons: Persons,
  ) {
    this.anew = new DecidingAnew(files);
  }

  /** One use of a key runs, the other waits for it; a key that stands for another command is refused. @throws KeyReused */
  async once(call: Call, { keyId, commandId }: Stamp, work: () => Promise<Outcome>): Promise<Outcome> {
    if (keyId === null) return work();
    return this.keys.run(keyId, async () => {
      const used = this.readSide.commandOfKey(keyId);
      if (used !== null && used !== commandId) throw new KeyReused();
      const outcome = await work();
      this.readSide.keyUsed(keyId, commandId);
      return outcome;
    });
  }

  /** @throws what `attempt` throws; StoreUnavailable: others were faster every time, nothing was written */
  until<T>(patient: PersonId, haste: Haste, attempt: (file: CaseFile) => Promise<T>): Promise<T> {
    return this.anew.until(patient, haste, attempt);
  }

  /** The file as it stands now; empty where the patient has none. */
  load(patient: PersonId): Promise<CaseFile> {
    return this.files.load(patient);
  }

  /** Null: no such request. */
  placeOf(request: RequestId): Promise<Place | null> {
    return this.files.placeOf(request);
  }

  /** What the opening left behind when it was carried out; null when it has not been. @throws KeyReused, NotFound */
  async replayOfOpening(call: Call, id: RequestId, stamp: Stamp): Promise<Outcome | null> {
    if (call.key === null) return null;
    const place = await this.files.placeOf(id);
    if (place === null) return null;
    if (place.commandHash !== call.hash) throw new KeyReused();
    const file = await this.files.load(place.file);
    return this.replay(call, { file, stamp });
  }

  /** What the command left behind when it was carried out; null when it has not been. @throws KeyReused, NotFound */
  async replay(call: Call, { file, stamp }: Try): Promise<Outcome | null> {
    const known = file.commands.get(stamp.commandId);
    if (known === undefined) return null;
    if (known.hash !== call.hash) throw new KeyReused();
    const newest = file.requests.get(known.request);
    if (newest === undefined || !sees(await this.persons.knownAt(file, call.caller), newest)) throw new NotFound();
    const events = (await this.files.eventsOf(file, known.request)).slice(0, known.revision);
    const state = stateAfter(known.request, events);
    if (state === null) throw new NotFound();
    return { state, file, position: known.position, replayed: true };
  }

  /** @throws WrongRevision: decide anew */
  async write({ file, stamp }: Try, parts: readonly FilePart[], at: Instant): Promise<Grown> {
    const grown = await this.files.append(file, parts, stamp, at);
    this.readSide.acknowledged(grown.position);
    return grown;
  }

  /** The outcome is the first part's. @throws WrongRevision: decide anew */
  async append({ file, stamp }: Try, parts: readonly [RequestEvents, ...RequestEvents[]], at: Instant) {
    const grown = await this.write({ file, stamp }, parts, at);
    const [{ request }] = parts;
    const state = grown.file.requests.get(request);
    if (state === undefined) throw new Error(`request ${request} is not in the file it was added to`);
    return { state, file: grown.file, position: grown.position, replayed: false } satisfies Outcome;
  }

  /** Nothing was to be done: the request stands as it is. */
  unchanged({ file }: Try, state: RequestState): Outcome {
    const position = [...file.commands.values()].reduce((last, one) => Math.max(last, one.position), 0);
    return { state, file, position, replayed: false };
  }

  /** @throws KeyReused: the place was taken by another use of the key */
  async place(request: RequestId, patient: PersonId, stamp: Stamp, at: Instant): Promise<void> {
    try {
      await this.files.place(request, patient, stamp, at);
    } catch (error) {
      throw isOvertaken(error) ? new KeyReused() : error;
    }
  }
}

/** What of a command stays the same in every try at it. */
export const stampOf = (call: Call, request: RequestId): Stamp => {
  const commandId = commandIdOf(call, request);
  return {
    commandId,
    commandHash: call.hash,
    keyId: keyIdOf(call),
    correlationId: call.traceId,
    causationId: commandId,
  };
};
