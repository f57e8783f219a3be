import { randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '@sigill/event-log';
import { folderFiles } from '../../libs/adapters/offline';

export const damagedFiles = {
  log: folderFiles.log,
  keys: folderFiles.keys,
  readModels: folderFiles.readModels,
  keyFile: 'kek',
} as const;
export type DamagedFile = keyof typeof damagedFiles;

const pageSize = 4_096;

/** What can happen to a file while the program is stopped. */
export const damages = {
  'is missing': (file: string) => {
    without(file);
  },
  'is empty': (file: string) => {
    without(file);
    writeFileSync(file, '');
  },
  'is cut in half': (file: string) => {
    const handle = openSync(file, 'r+');
    ftruncateSync(handle, Math.floor(statSync(file).size / 2 / pageSize) * pageSize);
    closeSync(handle);
  },
  'has pages of noise': (file: string) => {
    const pages = statSync(file).size / pageSize;
    const handle = openSync(file, 'r+');
    for (let page = 2; page < pages; page += 3) writeSync(handle, randomBytes(pageSize), 0, pageSize, page * pageSize);
    closeSync(handle);
  },
  'is the database of another program': (file: string) => {
    without(file);
    const db = openDatabase(file);
    db.exec('create table holidays (day text primary key) strict; insert into holidays values (1)');
    db.close();
  },
  'is no database': (file: string) => {
    without(file);
    writeFileSync(file, `${'What somebody wrote by mistake. '.repeat(400)}\n`);
  },
  'is a file of zeros': (file: string) => {
    const { size } = statSync(file);
    without(file);
    writeFileSync(file, Buffer.alloc(size));
  },
} as const;
export type Damage = keyof typeof damages;

/** With all of a database in its own file before: pages that wait beside it would heal it. */
export function damage(dataDir: string, name: DamagedFile, how: Damage): void {
  const file = join(dataDir, damagedFiles[name]);
  if (file.endsWith('.db')) closeDatabase(openDatabase(file));
  damages[how](file);
}

function without(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}
