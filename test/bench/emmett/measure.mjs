import {
  createEventStoreSchema,
  getSQLiteEventStore,
  readMessagesBatch,
  sqliteConnection,
} from '@event-driven-io/emmett-sqlite';

/** What figures/emmett.mjs asks of the program's own store, asked of Emmett: appends, loads of 20 events and events read in
 *  order, per second, each the median of the rounds. One append at a time: of several at once most fail (SQLITE_BUSY).
 *  @param sizes `{ rounds, appends, streams, page, dataChars, metadata }` */
export async function measure(fileName, sizes) {
  const { rounds, appends, streams, page } = sizes;
  const connection = sqliteConnection({ fileName });
  await createEventStoreSchema(connection);
  const store = getSQLiteEventStore({ fileName, schema: { autoMigration: 'CreateOrUpdate' } });
  const event = eventFor(sizes);
  let name = 0;
  const append = (count) =>
    store.appendToStream(`file-${++name}`, Array.from({ length: count }, event), {
      expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
    });
  for (let one = 0; one < appends / 4; one += 1) await append(1);
  const measured = { append: [], load: [], readall: [] };
  for (let round = 0; round < rounds; round += 1)
    measured.append.push(await perSecond(async () => (await repeated(appends, () => append(1)), appends)));
  const first = name + 1;
  await repeated(streams, () => append(20));
  for (let round = 0; round <= rounds; round += 1) {
    const load = await perSecond(async () => {
      for (let one = 0; one < streams; one += 1) await store.readStream(`file-${first + one}`);
      return streams;
    });
    const all = await perSecond(() => readAll(connection, page));
    if (round > 0) measured.load.push(load) && measured.readall.push(all);
  }
  connection.close();
  return measured;
}

async function readAll(connection, batchSize) {
  let [count, after] = [0, 0n];
  for (;;) {
    const { messages, currentGlobalPosition, areMessagesLeft } = await readMessagesBatch(connection, {
      after,
      batchSize,
    });
    count += messages.length;
    if (messages.length === 0 || !areMessagesLeft) return count;
    after = currentGlobalPosition;
  }
}

const eventFor =
  ({ dataChars, metadata }) =>
  () => ({ type: 'RequestAssessed', data: { text: 'x'.repeat(dataChars) }, metadata });

async function repeated(count, work) {
  for (let one = 0; one < count; one += 1) await work();
}

/** @param work answers how many it has done */
async function perSecond(work) {
  const start = performance.now();
  const count = await work();
  return (count / (performance.now() - start)) * 1000;
}
