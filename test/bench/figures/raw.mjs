import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../dist.mjs';
import { median } from '../rounds.mjs';

const { openDatabase, transact } = built('libs/event-log/index.js');

/** Of the size of an assessment in the log. */
export const eventOf = () => ({
  id: randomUUID(),
  type: 'RequestAssessed',
  data: randomBytes(1_000),
  metadata: randomBytes(1_270),
});

const table = `create table events (
  position integer primary key, stream text not null, revision integer not null, id text not null unique,
  type text not null, data blob not null, metadata blob not null, unique (stream, revision)) strict`;

/** What the disk and SQLite do by themselves, in one thread: a write and fdatasync of an event's size; a transaction of one
 *  event, and of 32, into a table like the log's without its triggers, WAL and synchronous=FULL. Events per second. */
export function rawFigures(folder, rounds) {
  const db = openDatabase(join(folder, 'raw.db'));
  db.exec(table);
  const insert = db.prepare('insert into events values (null, ?, 0, ?, ?, ?, ?)');
  const add = () => {
    const { id, type, data, metadata } = eventOf();
    insert.run(`file-${randomUUID()}`, id, type, data, metadata);
  };
  const group = () => {
    for (let one = 0; one < 32; one += 1) add();
  };
  const measured = Array.from({ length: rounds + 1 }, (_, round) => ({
    fdatasync: syncsPerSecond(join(folder, `raw-${round}`), 800),
    single: perSecond(1_000, 1, () => transact(db, add)),
    group32: perSecond(100, 32, () => transact(db, group)),
  })).slice(1);
  db.close();
  return {
    'raw.fdatasync': median(measured.map((one) => one.fdatasync)),
    'raw.sqlite.single': median(measured.map((one) => one.single)),
    'raw.sqlite.group32': median(measured.map((one) => one.group32)),
  };
}

function syncsPerSecond(path, count) {
  const file = openSync(path, 'w');
  const bytes = randomBytes(2_270);
  const rate = perSecond(count, 1, () => {
    writeSync(file, bytes);
    fdatasyncSync(file);
  });
  closeSync(file);
  return rate;
}

function perSecond(count, each, work) {
  const start = performance.now();
  for (let one = 0; one < count; one += 1) work();
  return ((count * each) / (performance.now() - start)) * 1000;
}
