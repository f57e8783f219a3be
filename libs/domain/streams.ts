import { EffectEvent, EffectState, evolveEffect, requestedEffect } from './effects/effect';
import { effectSchemaVersions } from './effects/stored';
import { emptyFile, evolvedFile } from './file/file';
import { placeAfter, placeSchemaVersions } from './file/place';
import { regionAfter, regionSchemaVersions } from './policy/region-chosen';
import { refusedAfter, refusedSchemaVersions } from './refused/refused';
import { registerSchemaVersions } from './register/history';
import { sweepAfter, sweepBegun, sweepSchemaVersions } from './register/sweep';
import { BrokenHistory } from './request/refusal';
import { requestSchemaVersions } from './request/upcasters';

/** A kind of stream. STORAGE FORMAT: its prefix, its versions and whose key seals it stand in every log. Its events are sealed with
 *  the data key of the request that they are of, what the register says with the patient's own, refusals with the one of all of
 *  them; or they say nothing of anybody. */
interface StreamKind {
  /** What its names begin with; the id follows. */
  readonly prefix: string;
  /** Whose data key its events are sealed with. */
  readonly keyOwner: 'request' | 'request-or-patient' | 'refusals' | 'nobody';
  /** The newest version of each of its events. */
  readonly versions: Readonly<Record<string, number>>;
  /** What it comes to before its first event, and after more of them. @throws BrokenHistory */
  readonly begin: () => unknown;
  readonly fold: (state: never, events: readonly never[]) => unknown;
}

/** Every kind of stream that there is. Nobody else spells a prefix. */
export const streamKinds = {
  /** `file-<person id>`: all events of a patient's requests, and under the patient's own id what the register said. */
  file: {
    prefix: 'file-',
    keyOwner: 'request-or-patient',
    versions: { ...requestSchemaVersions, ...registerSchemaVersions },
    begin: emptyFile,
    fold: evolvedFile,
  },
  /** `place-<request id>`: in which file the request stands; one event. */
  place: { prefix: 'place-', keyOwner: 'nobody', versions: placeSchemaVersions, begin: () => null, fold: placeAfter },
  /** `sweep-<date>`: how far the night's look at the population register has come. */
  sweep: {
    prefix: 'sweep-',
    keyOwner: 'nobody',
    versions: sweepSchemaVersions,
    begin: () => sweepBegun,
    fold: sweepAfter,
  },
  /** `region-<one id>`: whose rules the log is judged by; one event. */
  region: {
    prefix: 'region-',
    keyOwner: 'nobody',
    versions: regionSchemaVersions,
    begin: () => null,
    fold: regionAfter,
  },
  /** `effect-<effect id>`: what became of a mail. */
  effect: {
    prefix: 'effect-',
    keyOwner: 'request',
    versions: effectSchemaVersions,
    begin: () => requestedEffect,
    fold: (state: EffectState, events: readonly EffectEvent[]) => events.reduce(evolveEffect, state),
  },
  /** `refused-<id>`: a command that was refused; one event. */
  refused: {
    prefix: 'refused-',
    keyOwner: 'refusals',
    versions: refusedSchemaVersions,
    begin: () => null,
    fold: refusedAfter,
  },
} as const satisfies Record<string, StreamKind>;

export type StreamKindName = keyof typeof streamKinds;

export const streamOf = (kind: StreamKindName, id: string): string => `${streamKinds[kind].prefix}${id}`;

/** What the names of all streams of a log begin with. */
export const streamPrefixes: readonly string[] = Object.values(streamKinds).map(({ prefix }) => prefix);

/** The id in the stream's name; null where it is of another kind. */
export const idIn = (kind: StreamKindName, stream: string): string | null =>
  stream.startsWith(streamKinds[kind].prefix) ? stream.slice(streamKinds[kind].prefix.length) : null;

/** Null: no stream of this program's. */
export const kindOfStream = (stream: string): StreamKindName | null =>
  streamKindNames.find((kind) => idIn(kind, stream) !== null) ?? null;

const streamKindNames = Object.keys(streamKinds) as readonly StreamKindName[];

/** What the log holds of an event. */
interface Stored {
  readonly stream: string;
  readonly type: string;
  readonly schemaVersion: number;
}

/** Lifts an event as stored to the newest shape, on the log's read path and nowhere else. No shape has changed yet.
 *  @throws BrokenHistory for a stream, a type or a version that no release has written */
export function upcast<Event extends Stored>(stored: Event): Event {
  const kind = kindOfStream(stored.stream);
  if (kind === null) throw new BrokenHistory(`no such stream: ${stored.stream}`);
  const versions: Readonly<Record<string, number>> = streamKinds[kind].versions;
  if (!Object.hasOwn(versions, stored.type) || versions[stored.type] !== stored.schemaVersion)
    throw new BrokenHistory(`no such event: ${stored.type}.v${String(stored.schemaVersion)}`);
  return stored;
}
