import { Wording } from '../terms';

export type AccessReason =
  | 'deceased'
  | 'sealed'
  | 'login-locked'
  | 'not-guardian'
  | 'protected'
  | 'blocked'
  | 'own-access'
  | 'own-login'
  | 'automatic-guardian'
  | 'extension'
  | 'age';

export const accessReasons = {
  deceased: {
    sv: 'Patienten eller vårdnadshavaren är avliden.',
    en: 'The patient or the guardian is deceased.',
  },
  sealed: { sv: 'Journalen är förseglad för direktåtkomst.', en: 'The journal is sealed against direct access.' },
  'login-locked': { sv: 'Patientens inloggning i 1177 är låst.', en: "The patient's 1177 login is locked." },
  'not-guardian': {
    sv: 'Personen är inte vårdnadshavare den dagen.',
    en: 'The person is not a guardian on that day.',
  },
  protected: {
    sv: 'Barnet eller vårdnadshavaren har skyddade personuppgifter.',
    en: 'The child or the guardian has protected personal data.',
  },
  blocked: { sv: 'Vårdnadshavaren är blockerad.', en: 'The guardian is blocked.' },
  'own-access': { sv: 'Patienten har egen direktåtkomst.', en: 'The patient has own direct access.' },
  'own-login': { sv: 'Patienten har egen inloggning.', en: 'The patient has an own login.' },
  'automatic-guardian': {
    sv: 'Vårdnadshavare har direktåtkomst utan särskilt beslut.',
    en: 'A guardian has direct access without a decision.',
  },
  extension: {
    sv: 'Direktåtkomst är tilldelad genom beslut för de angivna enheterna.',
    en: 'Direct access is granted by decision for the units named.',
  },
  age: {
    sv: 'Ingen direktåtkomst vid den åldern utan beslut.',
    en: 'No direct access at that age without a decision.',
  },
} as const satisfies Record<AccessReason, Wording>;
