import { measuresOf } from '@sigill/domain';
import { OfPatient } from './engine/table';

/** Which measures stand for a patient? Made whole for the patient, because one request ends another's measure. */
export const measures: OfPatient = {
  of: 'patient',
  name: 'measures',
  version: 2,
  columns: `patient TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, request TEXT NOT NULL, procedure TEXT NOT NULL,
    person TEXT NOT NULL, unit TEXT, begins TEXT NOT NULL, ends TEXT, PRIMARY KEY (patient, place)`,
  clustered: true,
  indexes: [],
  /** A measure begins and ends by receipts. */
  tells: ({ receipts }) => Object.keys(receipts).length > 0,
  rows: (requests) =>
    measuresOf(requests).map(({ from, until, ...measure }, place) => ({
      ...measure,
      place,
      begins: from,
      ends: until,
    })),
};
