import { boundTo } from '@sigill/projections';
import { Envelope, parseEnvelope, sealedEnvelope } from '@sigill/log-format';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  closeDatabase,
  Database,
  EventLog,
  LoggedEvent,
  openDatabase,
  requestOwner,
  SqlValue,
} from '@sigill/event-log';
import { DataFolder, FolderForReading, folderFiles, readKeyFile } from '../../libs/adapters/offline';
import { LogSettings, opened } from './opened';

/** Changes a file of the folder by plain SQL. */
export function spoil(dataDir: string, file: 'log' | 'keys' | 'readModels', work: (db: Database) => void): void {
  const db = openDatabase(join(dataDir, folderFiles[file]));
  work(db);
  closeDatabase(db);
}

/** As `spoil`, on a log whose events were copied into a table that guards nothing. */
export function spoilLog(dataDir: string, ...statements: readonly string[]): void {
  spoil(dataDir, 'log', (db) => {
    db.exec('create table loose as select * from events; drop table events; alter table loose rename to events');
    for (const statement of statements) db.exec(statement);
  });
}

/** Rewrites an envelope in the file, with the folder's own key, so that its seal fits. */
export function reseal(dataDir: string, position: number, change: Partial<Envelope>): void {
  const kek = readKeyFile(null, dataDir);
  spoil(dataDir, 'log', (db) => {
    db.exec('drop trigger events_stay');
    const row = db.prepare('select metadata from events where position = ?').get(position);
    const envelope = parseEnvelope(Buffer.from(row?.['metadata'] as Uint8Array));
    const unsealed: Partial<Envelope> = { ...envelope, ...change };
    for (const field of ['hash', 'mac', 'macKid'] as const) Reflect.deleteProperty(unsealed, field);
    const metadata = sealedEnvelope(unsealed as Envelope, kek).text;
    db.prepare('update events set metadata = ?, id = ? where position = ?').run(
      Buffer.from(metadata),
      change.eventId ?? envelope.eventId,
      position,
    );
  });
}

/** What is to be written although no rule allows it. */
export interface Forgery {
  readonly stream: string;
  readonly request: string;
  readonly type: string;
  readonly data: object;
  readonly schemaVersion?: number;
}

/** Adds an event as someone could who has the key and the program's own log. Answers its place.
 *  Rejects, after it was written, for one that the program could not have written at all. */
export async function forge(dataDir: string, forgery: Forgery): Promise<LoggedEvent> {
  const folder = await DataFolder.open(dataDir, null, { version: 'forger', instance: 'forger' }, () => undefined);
  try {
    return await append(folder.log, forgery);
  } finally {
    await folder.close();
  }
}

async function append(
  log: EventLog,
  { stream, request, type, data, schemaVersion = 1 }: Forgery,
): Promise<LoggedEvent> {
  const { heads } = await log.read(stream);
  const newest = (await log.readAll((await log.head()) - 1, 1))[0];
  const now = newest?.recordedAt ?? '';
  const commandId = randomUUID();
  await log.append({
    heads,
    parts: [
      {
        caseId: request,
        keyOwner: requestOwner(request),
        actor: { sub: 'forger', kind: 'user', role: 'staff', unitId: null, onBehalfOf: null },
        legalGround: null,
        facts: [{ type, schemaVersion, occurredAt: now, data, persons: {} }],
      },
    ],
    command: {
      commandId,
      commandHash: 'A'.repeat(43),
      keyId: null,
      correlationId: commandId,
      causationId: commandId,
      recordedAt: now,
      purpose: 'forgery',
    },
  });
  const [event] = (await log.read(stream, heads)).events;
  if (event === undefined) throw new Error('nothing was forged');
  return event;
}

/** Every event of the folder. */
export async function eventsOf(dataDir: string, settings?: LogSettings): Promise<readonly LoggedEvent[]> {
  const folder = await opened(dataDir, settings);
  const events = await folder.log.readAll(0, 20_000);
  await folder.close();
  return events;
}

type Rows = Readonly<Record<string, readonly string[]>>;

/** A start may add a night's sweep to the log, which makes no row: the checkpoints alone have moved by it. */
export const withoutPositions = (rows: Rows): Rows => ({
  ...rows,
  checkpoint: (rows['checkpoint'] ?? []).map((row) => JSON.stringify({ ...JSON.parse(row), position: null })),
});

/** The rows of each read model, their sealed states opened. */
export function rowsOf(dataDir: string): Rows {
  const folder = FolderForReading.open(dataDir, null);
  const db = folder.readModels;
  if (db === null) throw new Error('no read models');
  const tables = db.prepare("select name from sqlite_schema where type = 'table' order by name").all();
  const opened = (value: SqlValue | undefined, row: Readonly<Record<string, unknown>>): unknown =>
    value instanceof Uint8Array ? JSON.parse(folder.sealer.open(value, boundTo(row))) : value;
  const rows = tables.map(({ name }) => {
    const all = db.prepare(`select * from ${String(name)}`).all();
    const plain = all.map((row) => Object.fromEntries(Object.keys(row).map((key) => [key, opened(row[key], row)])));
    return [String(name), plain.map((row) => JSON.stringify(row)).sort()];
  });
  void folder.close();
  return Object.fromEntries(rows);
}
