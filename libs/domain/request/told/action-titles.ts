import { Wording } from '../../terms';
import { isTask, TaskName } from '../../file/due/task';
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

const taskTitles: Readonly<Record<TaskName, Wording>> = {
  review: { sv: 'Ompröva om åtgärden fortfarande behövs', en: 'Review whether the measure is still needed' },
  'review-seal': {
    sv: 'Ompröva förseglingen: den unge är utestängd från sin egen journal',
    en: 'Review the seal: the young person is shut out of the own record',
  },
  'new-guardian': {
    sv: 'Ta ställning till en ny vårdnadshavare som ingen blockering gäller',
    en: 'Look at a new guardian whom no block names',
  },
  'manual-seal': {
    sv: 'Försegla journalen: skyddade uppgifter i folkbokföringen',
    en: 'Have the journal sealed: the population register protects the family',
  },
  restore: {
    sv: 'Återställ åtkomsten: folkbokföringens skydd har upphört',
    en: "Restore access: the population register's protection has ended",
  },
  'extension-ends': {
    sv: 'För kännedom: den utökade åtkomsten upphör snart',
    en: 'For information: the extension ends soon',
  },
};

/** Of a line of the inbox. */
export const titleOf = (line: Action | TaskName): Wording => (isTask(line) ? taskTitles[line] : actionTitles[line]);
