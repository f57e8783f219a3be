import {
  EventStoreDbStore,
  formStreams,
  keptKeys,
  KeyStreams,
  keyStreams,
  Position,
  RecordedEvent,
  repeatedWhileUnknown,
  settleKeyCheck,
} from '@sigill/event-log';
import { FormStore } from '../forms/form-store';
import { FormStreams } from '../forms/form-streams';
import { machineMs } from '../clock/system-clock';
import { clusterStore } from './cluster-log';
import { FolderForReading } from './folder-for-reading';

/** The database that a log is to be copied to holds something else. */
export class NotACopy extends Error {
  override name = 'NotACopy';
}

/** How far it is: `what` is being copied, so many of so many; `of` null: not known before the end. */
export type CopyProgress = (what: 'keys' | 'forms' | 'events', done: number, of: number | null) => void;

export interface Copied {
  readonly events: number;
  readonly keys: number;
  readonly forms: number;
}

const atOnce = 16;
const pageLength = 500;

/** Copies an embedded log with its keys and forms into an empty database: the same events, ids, revisions and bytes, in the order of
 *  the log, one append after the other. What is there already is compared and passed over, so that it goes on where it was broken off.
 *  @throws NotACopy, BadStoreUrl, UnfitStore, WrongKeyEncryptionKey, StoreUnavailable, OutcomeUnknown */
export async function copyToCluster(folder: FolderForReading, url: string, tell: CopyProgress): Promise<Copied> {
  const store = await clusterStore(url);
  try {
    await store.selfTest(machineMs);
    await settleKeyCheck(store.beside(keyStreams), folder.kek);
    const keys = await copyKeys(folder, new KeyStreams(store.beside(keyStreams)), tell);
    const forms = await copyForms(folder, new FormStreams(store.beside(formStreams)), tell);
    return { keys, forms, events: await copyEvents(folder, store, tell) };
  } finally {
    await store.close();
  }
}

async function copyKeys(folder: FolderForReading, to: KeyStreams, tell: CopyProgress): Promise<number> {
  const all = keptKeys(folder.file('keys'));
  await eachOf(
    all,
    async ({ kid, owner, wrapped }) => {
      const put = async (): Promise<boolean> =>
        wrapped === null ? to.putDestroyed(kid, owner) : (await to.put([{ kid, owner, wrapped }])) === null;
      const fits = await repeatedWhileUnknown(put, repeatMs);
      if (!fits) throw new NotACopy(`the database has another key of ${owner}: name an empty one`);
    },
    (done) => tell('keys', done, all.length),
  );
  return all.length;
}

async function copyForms(folder: FolderForReading, to: FormStreams, tell: CopyProgress): Promise<number> {
  const from = new FormStore(folder.file('forms'));
  const all = await from.all();
  await eachOf(
    all,
    async (sha256) => {
      if (!(await to.keep(sha256, await from.kept(sha256))))
        throw new NotACopy(`the database has another form ${sha256}: name an empty one`);
    },
    (done) => tell('forms', done, all.length),
  );
  return all.length;
}

/** So many under way at a time. */
async function eachOf<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
  tell: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) {
    const some = all.slice(from, from + atOnce);
    await Promise.all(some.map(work));
    tell(from + some.length);
  }
}

async function copyEvents(
  { store: from }: FolderForReading,
  to: EventStoreDbStore,
  tell: CopyProgress,
): Promise<number> {
  const { head, events: standing } = await sharedBeginning(from, to);
  let done = standing;
  for (let after = head; ;) {
    const page = await from.readAll(after, pageLength);
    const last = page.at(-1);
    if (last === undefined) return done;
    for (const block of blocksOf(page)) {
      const { stream, revision } = block[0];
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      await repeatedWhileUnknown(() => to.append(stream, expected, block), repeatMs);
    }
    after = last.position;
    done += page.length;
    tell('events', done, null);
  }
}

const repeatMs = 60_000;

/** Where the log stands after what the database has of it. @throws NotACopy */
async function sharedBeginning(
  from: FolderForReading['store'],
  to: EventStoreDbStore,
): Promise<{ readonly head: Position; readonly events: number }> {
  let [ours, theirs, events] = [0, 0, 0];
  for (;;) {
    const copied = await to.readAll(theirs, pageLength);
    if (copied.length === 0) return { head: ours, events };
    const page = await from.readAll(ours, copied.length);
    for (const [at, event] of copied.entries()) refuseUnlessSame(event, page[at]);
    [ours, theirs] = [page.at(-1)?.position ?? ours, copied.at(-1)?.position ?? theirs];
    events += copied.length;
  }
}

/** @throws NotACopy */
function refuseUnlessSame(theirs: RecordedEvent, ours: RecordedEvent | undefined): void {
  const isSame =
    ours?.id === theirs.id &&
    ours.stream === theirs.stream &&
    ours.revision === theirs.revision &&
    ours.data.equals(theirs.data) &&
    ours.metadata.equals(theirs.metadata);
  if (!isSame)
    throw new NotACopy(
      `the database holds an event that this log does not have there (${theirs.stream}, revision ${String(theirs.revision)}): name an empty one`,
    );
}

type Block = readonly [RecordedEvent, ...RecordedEvent[]];

/** Events that follow upon each other in one stream go in one append: an append may be cut in two where a page ends. */
function blocksOf(page: readonly RecordedEvent[]): readonly Block[] {
  const blocks: [RecordedEvent, ...RecordedEvent[]][] = [];
  let bytes = 0;
  for (const event of page) {
    const block = blocks.at(-1);
    const size = event.data.length + event.metadata.length;
    if (block !== undefined && block[0].stream === event.stream && bytes + size < mostBytes) {
      block.push(event);
      bytes += size;
    } else {
      blocks.push([event]);
      bytes = size;
    }
  }
  return blocks;
}

const mostBytes = 500_000;
