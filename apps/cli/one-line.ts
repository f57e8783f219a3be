import { BrokenHistory } from '@sigill/domain';
import { BrokenLog } from '@sigill/event-log';

/** Errors whose text is ours, made of ids, paths and places only. Some come over from a thread, by name. */
const readable: readonly string[] = [
  'SettingsFault',
  'CannotReplay',
  'NoDataFolder',
  'NoLogThere',
  'FolderFault',
  'FolderInUse',
  'KeyFileFault',
  'WrongKeyEncryptionKey',
  'BadKeyEncryptionKey',
  'ForeignFile',
  'UnreadableFile',
  'UnsafeSqlite',
  'NotDurable',
  'KeyDestroyed',
  'RegisterFault',
  'BadStoreUrl',
  'UnfitStore',
  'NotACopy',
  'StoreUnavailable',
  'OutcomeUnknown',
];

/** What can be said of an error without saying anything of a person: any other text may quote what was read. */
export function oneLine(error: unknown): string {
  if (error instanceof BrokenLog || error instanceof BrokenHistory) return error.message;
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  return readable.includes(error.name) || isOfSqlite(error) ? error.message : error.name;
}

const isOfSqlite = (error: Error): boolean => 'code' in error && error.code === 'ERR_SQLITE_ERROR';
