import { FieldFaultCode, Wording } from '@sigill/domain';

/** What is wrong with one field. */
export const faultTexts: Readonly<Record<FieldFaultCode, Wording>> = {
  'unknown-field': { sv: 'Fältet finns inte.', en: 'There is no such field.' },
  missing: { sv: 'Fältet saknas.', en: 'The field is missing.' },
  'wrong-type': { sv: 'Fältet har fel typ.', en: 'The field has the wrong type.' },
  'not-an-option': { sv: 'Värdet är inte ett av alternativen.', en: 'The value is not one of those possible.' },
  'wrong-count': { sv: 'Antalet är fel.', en: 'The wrong number of items.' },
  'not-in-the-case': { sv: 'Hör inte till ärendet.', en: 'Not part of the case.' },
  'too-late': { sv: 'Tidpunkten ligger efter programmets klocka.', en: "The instant is after the program's clock." },
  ambiguous: { sv: 'Flera ärenden är möjliga: ange vilket.', en: 'Several requests are possible: name one.' },
  'not-applicable': { sv: 'Fältet gäller inte här.', en: 'The field does not apply here.' },
  repeated: { sv: 'Samma sak anges mer än en gång.', en: 'The same thing is named twice.' },
  'no-number': { sv: 'Inte ett personnummer: ÅÅÅÅMMDD-NNNN.', en: 'Not a personal identity number: YYYYMMDD-NNNN.' },
  'wrong-number': {
    sv: 'Personnumret kan inte finnas: datumet eller kontrollsiffran är fel.',
    en: 'No such personal identity number can be: its date or its check digit is wrong.',
  },
  'no-text': {
    sv: 'Texten har ingen synlig bokstav eller siffra, eller otillåtna tecken.',
    en: 'The text has no letter or digit that can be seen, or characters that are not allowed.',
  },
  'too-long': { sv: 'Texten är för lång.', en: 'The text is too long.' },
  'no-instant': { sv: 'Inte en tidpunkt: 2026-11-22T08:00:00Z.', en: 'Not an instant: 2026-11-22T08:00:00Z.' },
  'no-date': { sv: 'Inte ett datum: ÅÅÅÅ-MM-DD.', en: 'Not a date: YYYY-MM-DD.' },
  'no-hsa-id': { sv: 'Inte ett HSA-id.', en: 'Not an HSA-id.' },
  'no-id': { sv: 'Inte ett id.', en: 'Not an id.' },
  'no-mail-address': { sv: 'Inte en enkel e-postadress.', en: 'Not one plain e-mail address.' },
  'no-phone': {
    sv: 'Inte ett telefonnummer: 3-30 siffror, blanksteg, + - ( ).',
    en: 'Not a phone number: 3-30 digits, spaces, + - ( ).',
  },
  'no-vgr-id': {
    sv: 'Inte ett VGR-ID: 3-20 bokstäver och siffror.',
    en: 'Not a VGR-ID: 3-20 letters and digits.',
  },
  'no-hash': { sv: 'Inte en SHA-256 med 64 hexadecimala siffror.', en: 'Not a SHA-256 of 64 hexadecimal digits.' },
  'not-json': {
    sv: 'Innehållet är inte JSON i UTF-8, eller har samma namn två gånger.',
    en: 'The body is not JSON in UTF-8, or has a name twice.',
  },
  'forbidden-name': { sv: 'Namnet får inte användas.', en: 'The name may not be used.' },
  'too-deep': { sv: 'För många nivåer.', en: 'Too many levels.' },
  'age-outside-window': {
    sv: 'Åldern ligger utanför vad ärendet gäller.',
    en: 'The age is outside what the procedure covers.',
  },
  'date-not-allowed': { sv: 'Datumet är inte tillåtet.', en: 'The date is not allowed.' },
  'not-a-guardian': { sv: 'Inte registrerad som vårdnadshavare.', en: 'Not registered as guardian.' },
};
