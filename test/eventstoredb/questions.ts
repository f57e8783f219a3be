import {
  ANY,
  AppendToStreamOptions,
  BACKWARDS,
  binaryEvent,
  END,
  EventData,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
} from '@eventstore/db-client';
import { until } from '../support/until';
import { Asked, Question } from './asked';

const one = (data: Readonly<Record<string, unknown>> = {}, type = 'T'): EventData[] => [jsonEvent({ type, data })];
const sized = (bytes: number): EventData[] => one({ x: 'a'.repeat(bytes) }, 'Big');

/** By the words of the recorded answers, in their order: each builds upon those before. */
export const questions: Readonly<Record<string, Question>> = {
  'append two with NO_STREAM': (on) => on.to('a', on.events(0, 1), NO_STREAM),
  'the same two again with NO_STREAM': (on) => on.to('a', on.events(0, 1), NO_STREAM),
  'only the first of the two again with NO_STREAM (a prefix)': (on) => on.to('a', on.events(0), NO_STREAM),
  'the two and a third with NO_STREAM (an extension)': (on) => on.to('a', on.events(0, 1, 2), NO_STREAM),
  'first equal, second another id, NO_STREAM': (on) => on.to('a', on.events(0, 3), NO_STREAM),
  'another id with NO_STREAM': (on) => on.to('a', on.events(3), NO_STREAM),
  'exact revision 1': (on) => on.to('a', on.events(2), 1n),
  'the same again at revision 1': (on) => on.to('a', on.events(2), 1n),
  'another id at stale revision 1': (on) => on.to('a', on.events(3), 1n),
  'a revision ahead, 7': (on) => on.to('a', on.events(3), 7n),
  'an id already in the stream at the newest revision 2': (on) => on.to('a', on.events(0), 2n),
  'the same data under the same id twice inside one append': (on) => on.to('dup', on.events(4, 4), NO_STREAM),
  'slots of a': (on) => on.slots('a'),
  'ANY with a committed id': (on) => on.to('a', on.events(2), ANY),
  'STREAM_EXISTS on a missing stream': (on) => on.to('none', on.events(5), STREAM_EXISTS),
  'revision 0 on a missing stream': (on) => on.to('none', on.events(5), 0n),
  'an empty append at the newest revision': (on) => on.to('a', [], 3n),
  'an empty append at a stale revision': (on) => on.to('a', [], 0n),
  'an empty append with NO_STREAM on a missing stream': (on) => on.to('none', [], NO_STREAM),
  'throwOnAppendFailure false, stale': (on) =>
    on.to('a', on.events(6), 0n, { throwOnAppendFailure: false } as AppendToStreamOptions),
  'throwOnAppendFailure false, good': (on) =>
    on.to('a2', on.events(6), NO_STREAM, { throwOnAppendFailure: false } as AppendToStreamOptions),
  'streamState instead of expectedRevision (wrong option name), stale': async (on) =>
    on.append(on.name('a'), on.events(7), undefined, { streamState: 0n } as AppendToStreamOptions),
  'one event of 1 MiB': (on) => on.to('big', sized(1024 * 1024), NO_STREAM),
  'one event of 1,000,000 bytes': (on) => on.to('big1', sized(1_000_000), NO_STREAM),
  'one event of 5 MiB': (on) => on.to('big5', sized(5 * 1024 * 1024), NO_STREAM),
  'slots of big': (on) => on.slots('big'),
  'read of a missing stream': (on) => on.slots('none'),
  'read from beyond the end': (on) => on.slots('a', { fromRevision: 99n }),
  'read backwards from END, 2': async (on) =>
    (await on.slots('a', { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).map(([revision]) => revision),
  'what a read event carries': async (on) => {
    for await (const { event, commitPosition } of on.client.readStream(on.name('a'), { maxCount: 1 })) {
      if (event === undefined) continue;
      const { streamId, revision, type, data, isJson, created, position } = event;
      const at = position === undefined ? 'absent' : 'present';
      return {
        event: {
          streamId,
          id: 'ID',
          revision,
          type,
          data,
          isJson,
          created: created instanceof Date ? 'DATE' : created,
          position: at,
        },
        commitPosition: commitPosition === undefined ? 'absent' : 'present',
      };
    }
    return undefined;
  },
  'binary event with metadata': async (on) => {
    const event = binaryEvent({ type: 'Bin', data: Buffer.from([0, 255, 1]), metadata: Buffer.from('{"a":1}') });
    await on.to('bin', [event], NO_STREAM);
    const found = await on.first('bin');
    return {
      isJson: found?.isJson,
      data: found?.data?.constructor.name,
      metadata: (found?.metadata as object).constructor.name,
    };
  },
  'json with å, emoji and a lone surrogate': async (on) => {
    await on.to('utf', one({ t: 'åäö 🧒 \ud800' }), NO_STREAM);
    return (await on.first('utf'))?.data;
  },
  'a stream name with spaces, slash and å': (on) => on.append(`probe${on.run} /å-1`, one(), NO_STREAM),
  'an event type beginning with $': (on) => on.to('sys', one({}, '$Own'), NO_STREAM),
  'a stream name beginning with $': (on) => on.append(`$probe${on.run}`, one(), NO_STREAM),
  'readAll positions of one append of two (commit, prepare)': positionsOfTwo,
  'subscribeToAll with a prefix filter: events, checkpoints, caughtUp': subscribedWithFilter,
  'resume of $all is exclusive of the position': resumed,
  'subscribeToStream from revision 0 is exclusive': async (on) => {
    const subscription = on.client.subscribeToStream(on.name('a'), { fromRevision: 0n });
    for await (const { event } of subscription) return event?.revision;
    return undefined;
  },
  '$maxCount 1 hides the older events': async (on) => {
    await on.to('max', [...one({}, 'A'), ...one({}, 'B')], NO_STREAM);
    await on.client.setStreamMetadata(on.name('max'), { maxCount: 1 });
    return (await on.slots('max')).map(([revision]) => revision);
  },
  'append after soft delete, NO_STREAM': async (on) => {
    await on.to('del', one({}, 'A'), NO_STREAM);
    await on.client.deleteStream(on.name('del'), { expectedRevision: 0n });
    const read = await on.slots('del').catch((error: unknown) => (error as { type: string }).type);
    return { read, again: await on.to('del', one({}, 'B'), NO_STREAM) };
  },
  'append after tombstone': async (on) => {
    await on.to('tomb', one({}, 'A'), NO_STREAM);
    await on.client.tombstoneStream(on.name('tomb'), { expectedRevision: 0n });
    return on.to('tomb', one({}, 'B'), ANY);
  },
  'requiresLeader read': async (on) => (await on.slots('a', { requiresLeader: true })).length,
  'eight writers of one stream, 100 rounds: one winner a round, the others wrong-expected-version': race,
};

async function positionsOfTwo(on: Asked) {
  const found: { readonly commit: bigint; readonly prepare: bigint }[] = [];
  for await (const { event } of on.client.readAll({ fromPosition: START }))
    if (event?.streamId === on.name('a') && event.revision < 2n) found.push(event.position);
  const [first, second] = found as [(typeof found)[0], (typeof found)[0]];
  return {
    distinct: first.commit !== second.commit,
    later: second.commit > first.commit,
    commitEqualsPrepare: found.map(({ commit, prepare }) => commit === prepare),
  };
}

async function subscribedWithFilter(on: Asked) {
  const [got, at]: [string[], number[]] = [[], []];
  const subscription = on.client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({
      prefixes: [on.name('a')],
      checkpointInterval: 1,
      checkpointReached: () => void at.push(got.length),
    }),
  });
  let caughtUpEvents = 0;
  subscription.on('caughtUp', () => (caughtUpEvents += 1));
  subscription.on('data', ({ event }) =>
    got.push(`${event!.streamId.replace(on.run, 'RUN')}@${String(event!.revision)}`),
  );
  await until(async () => got.length === 6);
  const before = got.length;
  await on.to('after', one(), NO_STREAM);
  await on.to('a9', one(), NO_STREAM);
  await until(async () => got.length === 8);
  await subscription.unsubscribe();
  return { got, before, checkpointBeforeTheFirstEvent: at[0] === 0, caughtUpEvents };
}

async function resumed(on: Asked) {
  for await (const { event } of on.client.readAll({ fromPosition: START })) {
    if (event?.streamId !== on.name('a')) continue;
    const from = event.position;
    const subscription = on.client.subscribeToAll({
      fromPosition: from,
      filter: streamNameFilter({ prefixes: [on.name('a')] }),
    });
    let firstReceived: unknown;
    for await (const next of subscription) {
      firstReceived = next.event?.revision;
      break;
    }
    for await (const next of on.client.readAll({ fromPosition: from, maxCount: 1 }))
      return { subscribedFrom: event.revision, firstReceived, readAllFirst: next.event?.revision };
  }
  return undefined;
}

async function race(on: Asked) {
  let won = 0;
  const lost: Record<string, number> = {};
  for (let round = 0; round < 100; round += 1) {
    const expected = round === 0 ? NO_STREAM : BigInt(round - 1);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => on.to('race', one({ round }), expected)));
    won += answers.filter(({ status }) => status === 'fulfilled').length;
    for (const answer of answers) {
      if (answer.status === 'fulfilled') continue;
      const { type } = answer.reason as { type: string };
      lost[type] = (lost[type] ?? 0) + 1;
    }
  }
  return { won, lost };
}
