export * from './event-store';
export * from './logged-event';
export { maxAppendBytes, refuseUnfit } from './append-rules';
export {
  canonicalJson,
  CannotUnseal,
  decrypted,
  encrypted,
  eventIdOf,
  isUuid,
  uuidFrom,
  uuidV5,
  type AppStamp,
  type EnvelopeActor,
} from '@sigill/log-format';
export { StoreWentBack } from './went-back';
export { EventLog, type AppendedFacts, type EventLogOptions, type ReadStream } from './event-log';
export { OwnGrowth, type Growth } from './growth';
export { Lru } from './lru';
export { startThread } from './thread';
export type { AppendInput } from './recording';
export { BrokenLog, UnknownEvent } from './opening';
export type { Upcast, VersionedData } from './upcast';
export { verifyLog, type Problem, type VerifiedLog, type VerifyOptions } from './verify';
export type { StreamHeads } from './heads';
export { BadKeyEncryptionKey, KeyEncryptionKey } from './keys/key-encryption-key';
export {
  DataKeys,
  existingIndexKey,
  IndexKeyMissing,
  indexKeyOf,
  KeyDestroyed,
  personOwner,
  refusalsOwner,
  requestOwner,
  type DataKey,
} from './keys/data-keys';
export { keptKeys, type KeptKey } from './keys/kept-keys';
export { destroyedOwners } from './keys/destroyed-keys';
export { bindKeysToLog, keysFileIn, logFileIn, type KeysFile, type LogFile } from './belonging';
export { FileGone, filesOfDatabase, FilesInPlace } from './files-in-place';
export { UnreadableFile } from './sqlite/unreadable-file';
export { blindIndex, personIdOf } from './keys/person-id';
export { SqliteDataKeys, WrongKeyEncryptionKey, type SqliteDataKeysOptions } from './keys/sqlite-data-keys';
export { EventStoreDbStore, type EventStoreDbOptions } from './eventstoredb/eventstoredb-store';
export { BadStoreUrl, parseStoreUrl, type StoreUrl } from './eventstoredb/store-url';
export { UnfitStore } from './eventstoredb/self-test';
export { keyCheckOf, settleKeyCheck } from './eventstoredb/database-of-keys';
export { KeyStreams } from './eventstoredb/key-streams';
export { beatStreams, formStreams, keyStreams } from './eventstoredb/side-streams';
export { MirroredKeys, MirrorReader } from './keys/mirrored-keys';
export { AnotherDatabase } from './keys/mirror-rows';
export { repeatedWhileUnknown } from './repeating';
export {
  damageIn,
  firstDamageIn,
  openEventStoreForReading,
  SqliteEventStore,
  type SqliteEventStoreOptions,
} from './sqlite/sqlite-event-store';
export {
  applySchema,
  closeDatabase,
  CommitFailed,
  ForeignFile,
  NotDurable,
  openDatabase,
  transact,
  type DatabaseOptions,
  type Schema,
} from './sqlite/database';
export {
  openWith,
  processDriver,
  UnsafeSqlite,
  type Database,
  type DriverName,
  type Row,
  type SqlValue,
  type Statement,
} from './sqlite/driver';
export * as columns from './sqlite/columns';
