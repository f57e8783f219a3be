/** The parts of a data folder; every file of the program's lies under one of these names. */
export const folderFiles = {
  log: 'log.db',
  keys: 'keys.db',
  /** Of a database's keys, where the log is in one. */
  keyMirror: 'key-mirror.db',
  readModels: 'read-models.db',
  forms: 'forms',
  mail: 'mail',
  signingKey: 'oidc-key.json',
} as const;

/** Of the process that works in the folder, or was the last to. */
export const epochFile = 'epoch';
/** Of the key-encryption key that a folder of development keeps. */
export const ownKeyFile = 'kek';
export const lockFile = 'lock.db';
