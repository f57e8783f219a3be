import { answersName } from './engine/answered';
import { OfRegister } from './engine/table';

/** What has the population register said of a patient? Sealed, as it names everybody; what is made of whole files is made of it. */
export const answers: OfRegister = {
  of: 'register',
  name: answersName,
  version: 1,
  columns: 'patient TEXT NOT NULL, position INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (patient, position)',
  clustered: true,
  indexes: [],
  rows: ({ patient, position, event }, seal) => [
    { patient, position, sealed: seal(JSON.stringify(event), { patient, position }) },
  ],
};
