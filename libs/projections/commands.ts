import { RequestId } from '@sigill/domain';
import { Db, prepared } from './engine/db';
import { OfEvent } from './engine/table';

/** Has this command been carried out, and what came of it? Kept for ever: a key never runs twice. */
export const commands: OfEvent = {
  of: 'event',
  name: 'commands',
  version: 1,
  columns:
    'command TEXT PRIMARY KEY, hash TEXT NOT NULL, request TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL',
  clustered: true,
  indexes: [],
  rows: ({ commandId, commandHash, state, position }) => [
    { command: commandId, hash: commandHash, request: state.id, revision: state.revision, position },
  ],
};

export interface CommandRow {
  readonly hash: string;
  readonly request: RequestId;
  /** The request's revision after the command's last event, and that event's position. */
  readonly revision: number;
  readonly position: number;
}

export const commandRow = (db: Db, commandId: string): CommandRow | undefined =>
  prepared(db, 'SELECT * FROM commands WHERE command = ?').get(commandId) as CommandRow | undefined;
