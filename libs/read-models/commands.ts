import { Db, ReadModel } from './table';

/** Which command does an idempotency key stand for? Kept for ever: a key never stands for two. */
export const commands: ReadModel = {
  table: 'commands',
  version: 2,
  columns: 'key TEXT PRIMARY KEY, command TEXT NOT NULL',
  indexes: [],
  scope: 'add',
  rows: ({ keyId, commandId }) => (keyId === null ? [] : [{ key: keyId, command: commandId }]),
};

export function commandOfKey(db: Db, keyId: string): string | null {
  const row = db.prepare('SELECT command FROM commands WHERE key = ?').get(keyId) as { command: string } | undefined;
  return row?.command ?? null;
}
