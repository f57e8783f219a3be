import { Measure, measuresOf } from '@sigill/domain';
import { Db, ReadModel } from './table';

/** Which measures stand for a patient? Recomputed whole for the patient, because one request ends another's measure. */
export const measures: ReadModel = {
  table: 'measures',
  version: 1,
  columns: `patient TEXT NOT NULL, kind TEXT NOT NULL, request TEXT NOT NULL, procedure TEXT NOT NULL, person TEXT NOT NULL,
    unit TEXT, begins TEXT NOT NULL, ends TEXT`,
  indexes: ['measures_patient ON measures (patient)'],
  scope: 'patient',
  rows: ({ patientFile }) =>
    measuresOf(patientFile).map(({ from, until, ...measure }) => ({ ...measure, begins: from, ends: until })),
};

export const measuresFor = (db: Db, patient: string): readonly Measure[] =>
  (
    db
      .prepare(
        `SELECT kind, request, procedure, patient, person, unit, begins AS "from", ends AS "until" FROM measures
         WHERE patient = ? ORDER BY rowid`,
      )
      .all(patient) as Measure[]
  ).map((measure) => ({ ...measure }));
