import { Injectable } from '@nestjs/common';
import {
  evolvedFile,
  fileEventOf,
  Instant,
  PatientFile,
  PersonId,
  placeSchemaVersions,
  requestEventOf,
  RequestId,
  requestPlaced,
  requestPlacedOf,
  streamKinds,
  streamOf,
} from '@sigill/domain';
import { EventLog, Lru, Position, uuidV5, WrongRevision } from '@sigill/event-log';
import {
  CaseFile,
  emptyCaseFile,
  envelopeActor,
  fileAfterAppend,
  fileAfterRead,
  fileEventsOf,
  FilePart,
  isOfRequest,
  partOf,
  RecordedRequestEvent,
  registerPartOf,
  Stamp,
} from './case-file';
import { systemActor } from './authority';
import { FilesInMemory } from './files-in-memory';
import { casePurpose } from './ids';

/** Where a request stands, and what the command was that placed it there. */
export interface Place {
  readonly file: PersonId;
  readonly commandHash: string;
}

/** What an append left behind. */
export interface Grown {
  readonly file: CaseFile;
  readonly position: Position;
}

const placesKnown = 50_000;

/** The patients' files: read from their streams, kept in memory as long as there is room, grown by appends at the exact
 *  revision that was decided on. */
@Injectable()
export class CaseFiles {
  private readonly memory = new FilesInMemory();
  private readonly places = new Lru<RequestId, Place>(placesKnown);
  private readonly loading = new Map<PersonId, Promise<CaseFile>>();

  constructor(private readonly log: EventLog) {}

  /** Null: no such request. A place once there is there for ever. */
  async placeOf(request: RequestId): Promise<Place | null> {
    const known = this.places.get(request);
    if (known !== undefined) return known;
    const { events } = await this.log.read(streamOf('place', request));
    const { begin, fold } = streamKinds.place;
    const file = fold(begin(), events.map(requestPlacedOf));
    const [placed] = events;
    if (file === null || placed === undefined) return null;
    const place = { file, commandHash: placed.command.commandHash };
    this.places.set(request, place);
    return place;
  }

  /** The file as it stands now; empty where the patient has none. @throws BrokenLog, KeyDestroyed */
  async load(patient: PersonId): Promise<CaseFile> {
    return this.newer(this.memory.get(patient) ?? (await this.firstRead(patient)));
  }

  /** The file that the request stands in; null where there is no such request. */
  async loadFor(request: RequestId): Promise<CaseFile | null> {
    const place = await this.placeOf(request);
    if (place === null) return null;
    const file = await this.load(place.file);
    return file.requests.has(request) ? file : null;
  }

  /** The events of one request, oldest first. */
  async eventsOf(file: CaseFile, request: RequestId): Promise<readonly RecordedRequestEvent[]> {
    const revisions = (file.events.get(request) ?? []).map(({ revision }) => revision);
    const logged = await this.log.readCase(streamOf('file', file.patient), revisions);
    return logged.map((one) => ({ logged: one, event: requestEventOf(one) }));
  }

  /** The file as it was recorded by the instant. */
  async asOf({ patient, heads, requests, register }: CaseFile, instant: Instant): Promise<PatientFile> {
    if ((heads.head?.recordedAt ?? '') <= instant) return { requests, register };
    const { events } = await this.log.read(streamOf('file', patient));
    const known = events.filter(({ recordedAt }) => recordedAt <= instant);
    return evolvedFile(streamKinds.file.begin(), known.map(fileEventOf));
  }

  /** Says in the log where a request stands; saying the same again changes nothing.
   *  @throws WrongRevision: another command has placed it */
  async place(request: RequestId, patient: PersonId, stamp: Stamp, at: Instant): Promise<void> {
    const stream = streamOf('place', request);
    const commandId = uuidV5(request, 'place');
    await this.log.append({
      heads: this.log.beginning(stream),
      parts: [
        {
          caseId: request,
          keyOwner: null,
          actor: envelopeActor(systemActor),
          legalGround: null,
          facts: [
            {
              ...requestPlaced(patient),
              schemaVersion: placeSchemaVersions.RequestPlaced,
              occurredAt: at,
              persons: {},
            },
          ],
        },
      ],
      command: { ...stamp, commandId, causationId: stamp.commandId, recordedAt: at, purpose: casePurpose },
    });
    this.places.set(request, { file: patient, commandHash: stamp.commandHash });
  }

  /** Appends what was decided on this very file. @throws WrongRevision, OutcomeUnknown, StoreUnavailable */
  async append(file: CaseFile, parts: readonly FilePart[], stamp: Stamp, at: Instant): Promise<Grown> {
    const { patient, heads } = file;
    const events = parts.flatMap((part) => fileEventsOf(part, patient));
    const after = evolvedFile(file, events);
    const appended = await this.log.append({
      heads,
      parts: parts.map((part) => {
        if (!isOfRequest(part)) return registerPartOf(part, patient);
        const state = after.requests.get(part.request);
        if (state === undefined) throw new Error(`request ${part.request} is not in the file it was added to`);
        return partOf(part, state);
      }),
      command: { ...stamp, recordedAt: at, purpose: casePurpose },
    });
    const grown = fileAfterAppend(file, { after, events, stamp }, appended);
    this.memory.keep(grown);
    return { file: grown, position: appended.position };
  }

  /** Several that ask for a file that is not in memory wait for one reading of it. */
  private firstRead(patient: PersonId): Promise<CaseFile> {
    const under = this.loading.get(patient);
    if (under !== undefined) return under;
    const reading = this.newer(emptyCaseFile(patient, this.log.beginning(streamOf('file', patient)))).finally(() => {
      this.loading.delete(patient);
    });
    this.loading.set(patient, reading);
    return reading;
  }

  /** Only what the log has beyond it is read. */
  private async newer(file: CaseFile): Promise<CaseFile> {
    const { events, heads } = await this.log.read(streamOf('file', file.patient), file.heads);
    if (events.length === 0) return file;
    const grown = fileAfterRead(file, events, heads);
    this.memory.keep(grown);
    return grown;
  }
}

/** Is it that somebody else has written there? */
export const isOvertaken = (error: unknown): boolean => error instanceof WrongRevision;
