import { FieldFaultCode, RefusalCode, Wording } from '@sigill/domain';

/** Problems that are no refusals of the rules. */
export type ProblemCode =
  | RefusalCode
  | 'unauthenticated'
  | 'not-found'
  | 'unsupported-media-type'
  | 'payload-too-large'
  | 'invalid-header'
  | 'invalid-query'
  | 'idempotency-key-reused'
  | 'precondition-required'
  | 'revision-conflict'
  | 'clock-moves-forward-only'
  | 'read-model-behind'
  | 'store-unavailable'
  | 'service-unavailable'
  | 'internal-error';

/** What went wrong and what to do about it: title and detail in both languages. */
interface ProblemText {
  readonly title: Wording;
  readonly detail: Wording;
}

const text = (sv: string, svDetail: string, en: string, enDetail: string): ProblemText => ({
  title: { sv, en },
  detail: { sv: svDetail, en: enDetail },
});

export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = {
  unauthenticated: text(
    'Inte inloggad',
    'Skicka en giltig åtkomstbiljett i Authorization: Bearer.',
    'Not signed in',
    'Send a valid access token in Authorization: Bearer.',
  ),
  'not-found': text(
    'Finns inte',
    'Det som efterfrågas finns inte, eller är inte till för dig.',
    'Not found',
    'What you ask for does not exist, or is not for you.',
  ),
  'unsupported-media-type': text(
    'Fel innehållstyp',
    'Skicka JSON med Content-Type: application/json.',
    'Wrong content type',
    'Send JSON with Content-Type: application/json.',
  ),
  'payload-too-large': text(
    'För stort',
    'Innehållet får vara högst 64 KiB.',
    'Too large',
    'The body may be 64 KiB at most.',
  ),
  'invalid-header': text(
    'Ogiltigt huvudfält',
    'Ett huvudfält i anropet har fel form. If-Match skrivs "3", Idempotency-Key är 1-255 synliga ASCII-tecken.',
    'Invalid header',
    'A header of the call has the wrong form. If-Match is written "3", Idempotency-Key is 1-255 visible ASCII characters.',
  ),
  'invalid-query': text(
    'Ogiltig fråga',
    'En parameter i adressen har fel form eller värde.',
    'Invalid query',
    'A parameter of the address has the wrong form or value.',
  ),
  'invalid-body': text(
    'Ogiltigt innehåll',
    'Innehållet kan inte användas. Se errors för varje fält.',
    'Invalid body',
    'The body cannot be used. See errors for each field.',
  ),
  'idempotency-key-reused': text(
    'Nyckeln är använd',
    'Samma Idempotency-Key har använts för något annat. Välj en ny nyckel.',
    'Key already used',
    'This Idempotency-Key was used for something else. Choose a new one.',
  ),
  'precondition-required': text(
    'If-Match saknas',
    'Skicka If-Match med ärendets ETag, så att du inte ändrar något du inte har sett.',
    'If-Match is missing',
    "Send If-Match with the request's ETag, so that you do not change what you have not seen.",
  ),
  'revision-conflict': text(
    'Ärendet har ändrats',
    'Någon annan hann före. Hämta ärendet på nytt och försök igen.',
    'The request has changed',
    'Somebody was before you. Get the request again and retry.',
  ),
  'clock-moves-forward-only': text(
    'Klockan går bara framåt',
    'Ange en tidpunkt efter programmets klocka.',
    'The clock moves forward only',
    "Name an instant after the program's clock.",
  ),
  'read-model-behind': text(
    'Läsmodellen är efter',
    'Svaret är inte färskt nog ännu. Försök igen strax.',
    'The read model is behind',
    'The answer is not fresh enough yet. Try again shortly.',
  ),
  'store-unavailable': text(
    'Loggen kan inte nås',
    'Det är okänt om ändringen blev av. Upprepa anropet med samma Idempotency-Key.',
    'The log cannot be reached',
    'Whether the change was made is not known. Repeat the call with the same Idempotency-Key.',
  ),
  'service-unavailable': text(
    'En tjänst kan inte nås',
    'Ett register eller inloggningen svarar inte. Inget har ändrats; försök igen strax.',
    'A service cannot be reached',
    'A register or the sign-in does not answer. Nothing was changed; try again shortly.',
  ),
  'internal-error': text(
    'Internt fel',
    'Något gick fel i programmet. Ange traceId när du anmäler felet.',
    'Internal error',
    'Something went wrong in the program. Name the traceId when you report it.',
  ),
  'not-authorized': text(
    'Inte behörig',
    'Din roll eller din enhet får inte göra detta.',
    'Not authorized',
    'Your role or your unit may not do this.',
  ),
  'no-mandate': text(
    'Mandat saknas',
    'Du har ingen delegation för detta slags beslut. Verksamhetschefen beslutar.',
    'No mandate',
    'You have no delegation for this kind of decision. The head of operations decides.',
  ),
  'delegation-not-valid': text(
    'Delegationen gäller inte',
    'Din delegation har gått ut, har inte börjat eller gäller en annan enhet.',
    'The delegation is not valid',
    'Your delegation has expired, has not begun or is for another unit.',
  ),
  'party-to-case': text(
    'Part i ärendet',
    'Den som själv är part handlägger inte ärendet. Låt en kollega ta över.',
    'Party to the case',
    'Whoever is a party does not act in the case. Let a colleague take over.',
  ),
  'not-allowed-in-state': text(
    'Går inte i detta läge',
    'Ärendet är inte i ett läge där detta kan göras. Se allowedActions.',
    'Not allowed in this state',
    'The request is not in a state where this can be done. See allowedActions.',
  ),
  'urgent-not-allowed': text(
    'Inte brådskande',
    'Detta slags ärende kan inte tas på den brådskande vägen.',
    'Not on the urgent track',
    'This procedure cannot be taken on the urgent track.',
  ),
  'person-number-type': text(
    'Fel slags nummer',
    'Samordningsnummer och reservnummer kan inte logga in i 1177; det finns ingen åtkomst att ändra.',
    'Wrong type of number',
    'Co-ordination and reserve numbers cannot sign in to 1177; there is no access to change.',
  ),
  'unknown-person': text(
    'Okänd person',
    'Numret finns inte i befolkningsregistret. Kontrollera numret.',
    'Unknown person',
    'The number is not in the population register. Check it.',
  ),
  deceased: text(
    'Avliden',
    'Patienten är avliden; det finns ingen åtkomst att ändra.',
    'Deceased',
    'The patient is deceased; there is no access to change.',
  ),
  'unit-excluded': text(
    'Undantagen enhet',
    'Enhetens anteckningar visas inte i Journalen, så det finns inget att tilldela.',
    'Excluded unit',
    "The unit's notes are not shown in Journalen, so there is nothing to extend.",
  ),
  'age-outside-window': text(
    'Fel ålder',
    'Patientens ålder på startdagen, eller slutdagen, ligger utanför vad ärendet gäller.',
    'Age outside the window',
    "The patient's age on the first day, or the last day, is outside what the procedure covers.",
  ),
  'date-not-allowed': text(
    'Otillåtet datum',
    'Ett datum ligger i fel ordning eller har passerat.',
    'Date not allowed',
    'A date is in the wrong order or has passed.',
  ),
  'not-a-guardian': text(
    'Inte vårdnadshavare',
    'En namngiven person är inte registrerad som vårdnadshavare för patienten.',
    'Not a guardian',
    'A person named is not registered as guardian of the patient.',
  ),
  'protected-identity': text(
    'Skyddade personuppgifter',
    'Registret skyddar patienten eller vårdnadshavaren, så detta kan inte beviljas.',
    'Protected identity',
    'The register protects the patient or the guardian, so this cannot be granted.',
  ),
  'patient-sealed': text(
    'Kontot är förseglat',
    'Journalen är förseglad. Försegling bryter all åtkomst.',
    'The account is sealed',
    'The journal is sealed. A seal stops all access.',
  ),
  'guardian-blocked': text(
    'Vårdnadshavaren är blockerad',
    'En blockering gäller för vårdnadshavaren. Den går före en tilldelning.',
    'The guardian is blocked',
    'A block is in force for the guardian. It goes before an extension.',
  ),
  'no-measure-in-force': text(
    'Ingen åtgärd gäller',
    'Det finns ingen gällande åtgärd att förlänga eller avsluta för de personer som anges.',
    'No measure in force',
    'There is no measure in force to renew or end for the persons named.',
  ),
  'measure-already-in-force': text(
    'Åtgärden gäller redan',
    'Samma åtgärd gäller redan.',
    'The measure is already in force',
    'The same measure is already in force.',
  ),
  'duplicate-request': text(
    'Ärendet finns redan',
    'Ett öppet ärende om samma sak finns redan.',
    'Duplicate request',
    'There is already an open request for the same thing.',
  ),
  'incomplete-assessment': text(
    'Bedömningen är inte komplett',
    'Ett obligatoriskt svar eller en obligatorisk anteckning saknas.',
    'Incomplete assessment',
    'A required answer or note is missing.',
  ),
  'patient-identity-not-proven': text(
    'Identiteten är inte styrkt',
    'Patientens identitet ska styrkas på plats innan ärendet går vidare.',
    "The patient's identity is not proven",
    "The patient's identity must be proven in person before the case goes on.",
  ),
  'consultation-missing': text(
    'Samråd saknas',
    'Alla som ska höras har inte hörts.',
    'Consultation missing',
    'Not everyone who must be heard has been heard.',
  ),
  'same-person': text(
    'Samma person',
    'Den som gjorde bedömningen beslutar inte. Verksamhetschefen kan, med treatingReason.',
    'Same person',
    'Whoever assessed does not decide. The head may, with treatingReason.',
  ),
  'child-objects': text(
    'Barnet vill inte',
    'Barnets vilja ska respekteras; ärendet kan inte beviljas.',
    'The child objects',
    "The child's will is to be respected; the request cannot be granted.",
  ),
  'assessment-blocks-grant': text(
    'Bedömningen medger inte bifall',
    'Svaren i bedömningen ger ingen grund för bifall.',
    'The assessment blocks a grant',
    'The answers of the assessment give no ground for a grant.',
  ),
  'form-changed': text(
    'Blanketten har ändrats',
    'Det undertecknade papperet är inte dagens utkast. Skriv ut och underteckna på nytt.',
    'The form has changed',
    "The signed paper is not today's draft. Print and sign anew.",
  ),
  'extension-still-set': text(
    'Minderårig tillgång är kvar',
    'Ta bort Minderårig tillgång för vårdnadshavaren före blockeringen.',
    'The extension is still set',
    "Remove the guardian's minor access before the block.",
  ),
  'receipts-missing': text(
    'Kvitton saknas',
    'Alla obligatoriska moment är inte verkställda.',
    'Receipts missing',
    'Not every required item has been executed.',
  ),
};

/** What is wrong with one field. */
export const faultTexts: Readonly<Record<FieldFaultCode, Wording>> = {
  'unknown-field': { sv: 'Fältet finns inte.', en: 'There is no such field.' },
  missing: { sv: 'Fältet saknas.', en: 'The field is missing.' },
  'wrong-type': { sv: 'Fältet har fel typ.', en: 'The field has the wrong type.' },
  'not-an-option': { sv: 'Värdet är inte ett av de möjliga.', en: 'The value is not one of those possible.' },
  'wrong-count': { sv: 'Fel antal.', en: 'The wrong number of items.' },
  'not-in-the-case': { sv: 'Hör inte till ärendet.', en: 'Not part of the case.' },
  'too-late': { sv: 'Tidpunkten ligger efter programmets klocka.', en: "The instant is after the program's clock." },
  ambiguous: { sv: 'Flera ärenden är möjliga: ange vilket.', en: 'Several requests are possible: name one.' },
  'not-applicable': { sv: 'Fältet gäller inte här.', en: 'The field does not apply here.' },
  repeated: { sv: 'Samma sak anges två gånger.', en: 'The same thing is named twice.' },
  'no-number': { sv: 'Inte ett personnummer: ÅÅÅÅMMDD-NNNN.', en: 'Not a personal identity number: YYYYMMDD-NNNN.' },
  'no-text': {
    sv: 'Text saknas, är för lång eller har otillåtna tecken.',
    en: 'The text is missing, too long or has characters that are not allowed.',
  },
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
  'not-json': { sv: 'Innehållet är inte JSON i UTF-8.', en: 'The body is not JSON in UTF-8.' },
  'forbidden-name': { sv: 'Namnet får inte användas.', en: 'The name may not be used.' },
  'too-deep': { sv: 'För många nivåer.', en: 'Too many levels.' },
  'not-supported-yet': { sv: 'Kan inte användas ännu.', en: 'Cannot be used yet.' },
};
