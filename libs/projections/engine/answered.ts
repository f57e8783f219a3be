import { PersonId, RegisterAnswered, RegisterHistory, streamKinds, withAnswer } from '@sigill/domain';
import { Db, prepared, Row } from './db';
import { boundTo, Sealer } from './feed';

/** The table whose rows keep what the population register has said. */
export const answersName = 'answers';

/** What it has said of the patient. @param called the name that the table has now */
export function registerIn(db: Db, called: string, sealer: Sealer, patient: PersonId): RegisterHistory {
  const sql = `SELECT * FROM ${called} WHERE patient = ? ORDER BY position`;
  const rows = prepared(db, sql).all(patient) as (Row & { sealed: Uint8Array })[];
  const answers = rows.map((row) => JSON.parse(sealer.open(row.sealed, boundTo(row))) as RegisterAnswered);
  return answers.reduce<RegisterHistory>(withAnswer, streamKinds.file.begin().register);
}
