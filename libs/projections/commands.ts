import { Db, prepared } from './engine/db';
import { OfEvent } from './engine/table';

/** Which command does an idempotency key stand for? Kept for ever: a key never stands for two. */
export const commands: OfEvent = {
  of: 'event',
  name: 'commands',
  version: 2,
  columns: 'key TEXT PRIMARY KEY, command TEXT NOT NULL',
  clustered: true,
  indexes: [],
  rows: ({ keyId, commandId }) => (keyId === null ? [] : [{ key: keyId, command: commandId }]),
};

export function commandOfKey(db: Db, keyId: string): string | null {
  const row = prepared(db, 'SELECT command FROM commands WHERE key = ?').get(keyId) as { command: string } | undefined;
  return row?.command ?? null;
}
