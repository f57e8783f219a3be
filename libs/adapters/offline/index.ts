/** What reads, checks and repairs a data folder: everything here works with no one outside. No mailer, no issuer of
 *  tokens, nothing that listens: whoever imports only this cannot send. */
export * from '../clock/region-calendar';
export * from '../clock/swedish-working-days';
export * from '../data-folder/copying';
export * from '../data-folder/data-folder';
export * from '../data-folder/folder-files';
export * from '../data-folder/folder-fault';
export * from '../data-folder/folder-for-reading';
export * from '../data-folder/folder-lock';
export { isThere, unaccounted } from '../data-folder/inspection';
export * from '../data-folder/key-file';
export { putAsideIfDamaged, type PutAside } from '../data-folder/read-models-file';
export * from '../forms/form-renderer';
export * from '../forms/form-keeping';
export * from '../forms/form-store';
export * from '../forms/form-streams';
export * from '../forms/kept-forms';
export * from '../registers/file-directory';
export * from '../registers/register-file';
export { filesOnDisk } from '../settings/files-on-disk';
export { readSettings, type SettingsReading } from '../settings/read-settings';
export type { EventStoreSettings } from '../settings/settings';
export type { Environment } from '../settings/variables';
