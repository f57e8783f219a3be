import {
  BrokenHistory,
  CommandRefused,
  EffectEvent,
  effectAutomaton,
  effectEventOf,
  EffectEventType,
  effectSchemaVersion,
  EffectState,
  evolve,
  evolveEffect,
  placeSchemaVersions,
  registerSchemaVersions,
  RegisterAnswered,
  RegionChosen,
  regionChosen,
  regionId,
  regionSchemaVersions,
  refusedSchemaVersions,
  RequestEvent,
  RequestEventType,
  requestedEffect,
  RequestPlaced,
  requestPlaced,
  RequestState,
  schemaVersionOf,
  streamKinds,
  SweepEvent,
  sweepSchemaVersions,
  streamOf,
  upcast,
} from '@sigill/domain';
import { canonicalJson } from '@sigill/event-log';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { everyEvent } from '../support/domain/every-event';
import { stateAfter } from '../support/domain/asking';
import { child, father, mother } from '../support/domain/people';
import { Golden } from './golden';
import { effectStories, requestStories, storyId } from './stories';
import { refusedStories, registerStory, sweepStory } from './stories-beside';

const folder = resolve('test/golden');
const files = readdirSync(folder).filter((name) => /^[A-Z].*\.v\d+\.json$/.test(name));
const goldens: readonly Golden[] = files.flatMap(
  (name) => JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as readonly Golden[],
);

const requestTypes = [...new Set(everyEvent.map(({ type }) => type))] satisfies readonly RequestEventType[];
const effectTypes: readonly EffectEventType[] = [...new Set(Object.values(effectAutomaton).flat())];
const newest: Readonly<Record<string, number>> = {
  ...Object.fromEntries(requestTypes.map((type) => [type, schemaVersionOf(type)])),
  ...Object.fromEntries(effectTypes.map((type) => [type, effectSchemaVersion(type)])),
  ...placeSchemaVersions,
  ...registerSchemaVersions,
  ...sweepSchemaVersions,
  ...regionSchemaVersions,
  ...refusedSchemaVersions,
};

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const told = <Event extends { readonly type: string }>(
  stories: Readonly<Record<string, readonly Event[]>>,
  store: (event: Event) => object,
): readonly Golden[] =>
  Object.entries(stories).flatMap(([story, events]) =>
    events.map((event, index) => asJson({ story, revision: index + 1, stored: store(event) }) as Golden),
  );

/** What the program writes today. */
const written: readonly Golden[] = [
  ...told(requestStories, ({ type, occurredAt, persons, data }: RequestEvent) => ({
    type,
    schemaVersion: schemaVersionOf(type),
    occurredAt,
    persons,
    data,
  })),
  ...told(effectStories, ({ type, at, data }: EffectEvent) => ({
    type,
    schemaVersion: effectSchemaVersion(type),
    recordedAt: at,
    data,
  })),
  ...told({ register: registerStory }, ({ type, occurredAt, persons, data }) => ({
    type,
    schemaVersion: registerSchemaVersions[type],
    occurredAt,
    persons,
    data,
  })),
  ...told({ sweep: sweepStory }, ({ type, data }) => ({ type, schemaVersion: sweepSchemaVersions[type], data })),
  ...told({ placed: [requestPlaced(child.id)] }, ({ type, data }) => ({
    type,
    schemaVersion: placeSchemaVersions[type],
    data,
  })),
  ...told({ region: [regionChosen('skane')] }, ({ type, data }) => ({
    type,
    schemaVersion: regionSchemaVersions[type],
    data,
  })),
  ...told(refusedStories, ({ type, data }) => ({
    type,
    schemaVersion: refusedSchemaVersions[type],
    data,
  })),
];
const ofType = (type: string, of: readonly Golden[]) =>
  of.filter(({ stored }) => stored.type === type && stored.schemaVersion === newest[type]);
const isAsReleased = (type: string, of: readonly Golden[]): boolean =>
  canonicalJson(ofType(type, of), 32) === canonicalJson(ofType(type, goldens), 32);
const storyOf = (story: string): readonly Golden['stored'][] =>
  goldens
    .filter((one) => one.story === story)
    .sort((one, other) => one.revision - other.revision)
    .map(({ stored }) => stored);

describe('the golden files', () => {
  it('are one for every event that a request, its place, an effect, the register, a refusal or the log’s region has, in its newest shape', () => {
    const missing = Object.entries(newest).filter(([type, version]) => !files.includes(`${type}.v${String(version)}.json`));
    expect(missing).toStrictEqual([]);
    expect([requestTypes.length, effectTypes.length]).toStrictEqual([15, 9]);
  });

  it.each(files)('%s holds events of its name only', (name) => {
    const held = JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as readonly Golden[];
    expect(held.length).toBeGreaterThan(0);
    for (const { stored } of held) expect(`${stored.type}.v${String(stored.schemaVersion)}.json`).toBe(name);
  });

  it.each(Object.keys(newest))('%s is written today as it was when it was released', (type) => {
    expect(ofType(type, written)).toStrictEqual(ofType(type, goldens));
  });

  it.each(Object.keys(newest))('%s has had a value in every field', (type) => {
    const of = ofType(type, goldens).map(({ stored }) => stored.data as Readonly<Record<string, unknown>>);
    const fields = [...new Set(of.flatMap((data) => Object.keys(data)))];
    const given = (value: unknown): boolean => value !== null && (!Array.isArray(value) || value.length > 0);
    expect(fields.filter((field) => !of.some((data) => given(data[field])))).toStrictEqual([]);
  });
});

describe('a story of a request that was stored long ago', () => {
  const read = (story: string): RequestState | null =>
    storyOf(story)
      .map((stored) => upcast({ ...stored, stream: streamOf('file', storyId) }) as unknown as RequestEvent)
      .reduce<RequestState | null>((state, event) => evolve(state, event, storyId), null);

  it.each(Object.entries(requestStories))('is read to the same state: %s', (story, events) => {
    expect(read(story)).toStrictEqual(asJson(stateAfter(events, storyId)));
  });
});

describe('a story of an effect that was stored long ago', () => {
  const read = (events: readonly EffectEvent[]): EffectState => events.reduce(evolveEffect, requestedEffect);

  it.each(Object.entries(effectStories))('is read to the same state: %s', (story, events) => {
    const stored = storyOf(story).map((one) => effectEventOf({ ...one, recordedAt: one.recordedAt ?? '' }));
    expect(read(stored)).toStrictEqual(read(events));
  });
});

describe('a place that was stored long ago', () => {
  const { begin, fold } = streamKinds.place;
  const stored = storyOf('placed').map((one) => upcast({ ...one, stream: streamOf('place', storyId) }) as unknown as RequestPlaced);

  it('is read to the same file, and stands once', () => {
    expect(fold(begin(), stored)).toBe(child.id);
    expect(() => fold(begin(), [...stored, ...stored])).toThrow(BrokenHistory);
    expect(fold(begin(), [])).toBeNull();
  });
});

describe('what was stored long ago', () => {
  const kept = <Event>(story: string, stream: string): readonly Event[] =>
    storyOf(story).map((one) => upcast({ ...one, stream }) as unknown as Event);

  it('of the register is read to the same history', () => {
    const { begin, fold } = streamKinds.file;
    const events = kept<RegisterAnswered>('register', streamOf('file', child.id));
    const file = fold(
      begin(),
      events.map((event) => ({ of: 'register', patient: child.id, event })),
    );
    expect(file.register).toStrictEqual({
      answers: registerStory.map(({ data }) => asJson(data)),
      persons: Object.fromEntries([child, mother, father].map((person) => [person.id, person])),
    });
  });

  it('of a sweep is read to where it stood, and a sweep does not go on after its end', () => {
    const { begin, fold } = streamKinds.sweep;
    const events = kept<SweepEvent>('sweep', streamOf('sweep', '2026-11-24'));
    expect(fold(begin(), events)).toStrictEqual({ upTo: father.id, persons: 612, changed: 2, finished: true });
    expect(() => fold(begin(), [...events, ...events])).toThrow(BrokenHistory);
  });
});

describe('a region that was stored long ago', () => {
  const { begin, fold } = streamKinds.region;
  const stored = storyOf('region').map((one) => upcast({ ...one, stream: streamOf('region', regionId) }) as unknown as RegionChosen);

  it('is read to the same name, and stands once', () => {
    expect(streamOf('region', regionId)).toBe('region-7e910000-0000-4000-8000-000000000001');
    expect(fold(begin(), stored)).toBe('skane');
    expect(() => fold(begin(), [...stored, ...stored])).toThrow(BrokenHistory);
    expect(() => fold(begin(), [{ type: 'RegionChosen', data: { region: 'mars' } } as never])).toThrow(BrokenHistory);
    expect(fold(begin(), [])).toBeNull();
  });
});

describe('a refused command that was stored long ago', () => {
  const { begin, fold } = streamKinds.refused;
  const stored = (story: string) =>
    storyOf(story).map((one) => upcast({ ...one, stream: streamOf('refused', storyId) }) as unknown as CommandRefused);

  it.each(Object.entries(refusedStories))('is read as it was, and stands once: %s', (story, [event]) => {
    expect(fold(begin(), stored(story))?.data).toStrictEqual(event?.data);
    expect(() => fold(begin(), [...stored(story), ...stored(story)])).toThrow(BrokenHistory);
    expect(fold(begin(), [])).toBeNull();
  });
});

describe('a shape that changes', () => {
  const [decided] = ofType('RequestDecided', written);
  const without = (field: string): Golden[] => {
    const kept = Object.entries(decided!.stored.data).filter(([name]) => name !== field);
    return [{ ...decided!, stored: { ...decided!.stored, data: Object.fromEntries(kept) } }];
  };

  it.each(Object.keys(decided!.stored.data))('by the loss of %s is seen', (field) => {
    const changed = written.flatMap((one) => (one === decided ? without(field) : [one]));
    expect(isAsReleased('RequestDecided', written)).toBe(true);
    expect(isAsReleased('RequestDecided', changed)).toBe(false);
  });

  it('by its version is refused, until an upcaster reads it', () => {
    const stored = { stream: streamOf('file', storyId), type: 'RequestDecided', schemaVersion: newest['RequestDecided']! + 1, data: {} };
    expect(() => upcast(stored)).toThrow(BrokenHistory);
    expect(() => effectEventOf({ ...stored, type: 'EffectClaimed', recordedAt: '' })).toThrow(BrokenHistory);
  });
});
