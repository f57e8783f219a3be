import { Wording } from '../../terms';
import { Action } from '../lifecycle';

/** What is to be done, to whoever it waits for. */
export const actionTitles: Readonly<Record<Action, Wording>> = {
  assessment: { sv: 'Gör bedömningen', en: 'Make the assessment' },
  consultation: { sv: 'Håll samråd', en: 'Hold the consultation' },
  decision: { sv: 'Fatta beslut', en: 'Decide' },
  submission: { sv: 'Skicka in blanketten', en: 'Submit the form' },
  execution: { sv: 'Utför åtgärderna och kvittera dem', en: 'Carry out the measures and give receipts' },
  return: { sv: 'Skicka tillbaka blanketten', en: 'Return the form' },
  documentation: { sv: 'Dokumentera i journalen', en: 'Document in the record' },
  withdrawal: { sv: 'Återkalla ärendet', en: 'Withdraw the request' },
  siblings: { sv: 'Öppna ärenden för syskonen', en: 'Open requests for the siblings' },
  review: { sv: 'Ompröva åtgärden', en: 'Review the measure' },
  correction: { sv: 'En kvittens saknas efter en rättelse', en: 'A receipt is missing after a correction' },
};
