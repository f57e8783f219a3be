import { Wording } from '../../terms';
import { Lapsed } from '../events';
import { RequestState } from '../state';
import { both, listed, nameOf, who } from './words';

/** What time has ended, in a sentence of the history. */
export function lapsed({ by, guardians, from }: Lapsed, state: RequestState): Wording {
  const names = listed(guardians.map((guardian) => nameOf(state, guardian)));
  const said: Wording = {
    sv: `antecknade att blockeringen för ${names.sv} upphörde ${from}, då patienten var myndig`,
    en: `recorded that the block of ${names.en} ended on ${from}, as the patient was of age`,
  };
  return both((language) => `${who(by)[language]} ${said[language]}.`);
}
