import { RefusalCode } from '@sigill/domain';
import { ProblemText, text } from './problem-text';
import { refusalTexts } from './refusal-texts';

/** Problems that are no refusals of the rules. */
type OtherProblem =
  | 'unauthenticated'
  | 'not-found'
  | 'unsupported-media-type'
  | 'payload-too-large'
  | 'invalid-header'
  | 'invalid-query'
  | 'idempotency-key-reused'
  | 'precondition-required'
  | 'revision-conflict'
  | 'expectation-failed'
  | 'too-many-requests'
  | 'clock-moves-forward-only'
  | 'read-model-behind'
  | 'store-unavailable'
  | 'service-unavailable'
  | 'internal-error';

export type ProblemCode = RefusalCode | OtherProblem;

const otherTexts: Readonly<Record<OtherProblem, ProblemText>> = {
  unauthenticated: text(
    'Inte inloggad',
    'Skicka en giltig åtkomsttoken i Authorization: Bearer.',
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
    'Skicka JSON med Content-Type: application/json, okomprimerad.',
    'Wrong content type',
    'Send JSON with Content-Type: application/json, not compressed.',
  ),
  'payload-too-large': text(
    'För stort',
    'Innehållet får vara högst 64 KiB.',
    'Too large',
    'The body may be 64 KiB at most.',
  ),
  'invalid-header': text(
    'Ogiltigt huvud',
    'Ett huvud (header) i anropet har fel form. If-Match skrivs "3", Idempotency-Key är 1-255 synliga ASCII-tecken.',
    'Invalid header',
    'A header of the call has the wrong form. If-Match is written "3", Idempotency-Key is 1-255 visible ASCII characters.',
  ),
  'invalid-query': text(
    'Ogiltig fråga',
    'En parameter i adressen är okänd, eller har fel form eller värde.',
    'Invalid query',
    'A parameter of the address is unknown, or has the wrong form or value.',
  ),
  'expectation-failed': text(
    'Okänd förväntan',
    'Huvudfältet Expect får bara vara 100-continue.',
    'Unknown expectation',
    'The header Expect may be 100-continue alone.',
  ),
  'idempotency-key-reused': text(
    'Nyckeln är använd',
    'Samma Idempotency-Key har redan använts för ett annat anrop. Välj en ny nyckel.',
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
  'too-many-requests': text(
    'För många anrop',
    'Du har gjort fler anrop den senaste minuten än vad som är tillåtet. Inget har ändrats; vänta så länge som Retry-After säger.',
    'Too many requests',
    'You have made more calls within a minute than are allowed. Nothing was changed; wait for as long as Retry-After says.',
  ),
  'clock-moves-forward-only': text(
    'Klockan går bara framåt',
    'Ange en tidpunkt efter programmets klocka.',
    'The clock moves forward only',
    "Name an instant after the program's clock.",
  ),
  'read-model-behind': text(
    'Läsmodellen ligger efter',
    'Svaret är inte aktuellt ännu. Försök igen om en stund.',
    'The read model is behind',
    'The answer is not fresh enough yet. Try again shortly.',
  ),
  'store-unavailable': text(
    'Loggen kan inte nås',
    'Det är inte känt om ändringen har gjorts. Upprepa anropet med samma Idempotency-Key.',
    'The log cannot be reached',
    'Whether the change was made is not known. Repeat the call with the same Idempotency-Key.',
  ),
  'service-unavailable': text(
    'En tjänst kan inte nås',
    'Ett register eller inloggningen svarar inte. Inget har ändrats; försök igen om en stund.',
    'A service cannot be reached',
    'A register or the sign-in does not answer. Nothing was changed; try again shortly.',
  ),
  'internal-error': text(
    'Internt fel',
    'Något gick fel i programmet. Ange traceId när du anmäler felet.',
    'Internal error',
    'Something went wrong in the program. Name the traceId when you report it.',
  ),
};

export const problemTexts: Readonly<Record<ProblemCode, ProblemText>> = { ...otherTexts, ...refusalTexts };
