import { Db, prepared } from './engine/db';
import { OfEvent } from './engine/table';

/** Which forms were ever sent? What else lies in the folder was left by a try that did not come to be. */
export const forms: OfEvent = {
  of: 'event',
  name: 'forms',
  version: 1,
  columns: 'sha256 TEXT PRIMARY KEY, request TEXT NOT NULL',
  clustered: true,
  indexes: [],
  rows: ({ request, event }) => (event.type === 'FormSubmitted' ? [{ sha256: event.data.form.sha256, request }] : []),
};

export const isFormSent = (db: Db, sha256: string): boolean =>
  prepared(db, 'SELECT 1 FROM forms WHERE sha256 = ?').get(sha256) !== undefined;
