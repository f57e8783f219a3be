import { Disclosure } from '../../authority/disclosure';
import { PersonId, Wording } from '../../terms';
import { legalDateOf } from '../../words/dates';
import {
  Assessed,
  ConsultationCorrected,
  Decided,
  Executed,
  ExecutionCorrected,
  Opened,
  PerEvent,
  RelatedOpened,
  RequestEventType,
  Submitted,
  TypedEvent,
} from '../events';
import { lostReceipts, missingReceipts, RequestState } from '../state';
import { lapsed } from './lapsed';
import { both, itemName, listed, measureOf, nameOf, partyName, who, whoDecided } from './words';

/** For whom it is told, and the request as it is right after the event. */
interface Told {
  readonly state: RequestState;
  readonly part: Disclosure['part'];
  /** Siblings of whom the reader is told nothing: they are of the own family. */
  readonly untold?: readonly PersonId[];
}

/** What happened, in full sentences for a reader of the history: who did what, to whom and why, as far as the reader may see
 *  it. The list of them tells the case. */
export const summaryOf = <Type extends RequestEventType>({ type, data }: TypedEvent<Type>, told: Told): Wording =>
  sentences[type](data, told);

const sentences: PerEvent<Wording, [told: Told]> = {
  RequestOpened: (data, { state }) => opened(data, state),
  RequestAssessed: assessed,
  ConsultationHeld: ({ by, party, with: heard, heldAt }, { part }) =>
    part === 'whole'
      ? sentence(who(by), consulted(partyName(party), heard, legalDateOf(heldAt)))
      : sentence(who(by), { sv: 'antecknade ett samråd', en: 'recorded a consultation' }),
  RequestDecided: decided,
  FormSubmitted: submitted,
  ExecutionRecorded: (data, { state }) => executed(data, state),
  FormReturned: ({ by, reason, errors }) =>
    told(
      sentence(who(by), { sv: 'skickade tillbaka blanketten', en: 'returned the form' }),
      errors.length > 0 && named({ sv: 'Fel', en: 'Errors' }, errors.join(', ')),
      because(reason),
    ),
  DocumentationRecorded: ({ by, recordSystem }) =>
    sentence(who(by), {
      sv: `dokumenterade i ${recordSystem} och avslutade ärendet`,
      en: `documented in ${recordSystem} and closed the request`,
    }),
  RequestWithdrawn: ({ by, reason }, { part }) =>
    told(
      sentence(who(by), { sv: 'återkallade ärendet', en: 'withdrew the request' }),
      part === 'whole' && because(reason),
    ),
  ExecutionCorrected: (data, { state }) => executionCorrected(data, state),
  DocumentationCorrected: ({ by, recordSystem, documentedAt, reason }, { part }) =>
    told(
      sentence(who(by), {
        sv: `rättade dokumentationen till ${recordSystem}, ${legalDateOf(documentedAt)}`,
        en: `corrected the documentation to ${recordSystem}, ${legalDateOf(documentedAt)}`,
      }),
      part === 'whole' && because(reason),
    ),
  ConsultationCorrected: consultationCorrected,
  RelatedRequestsOpened: relatedOpened,
  MeasureReviewed: ({ by, reviewBy, grounds }, { state, part }) =>
    told(
      sentence(who(by), { sv: 'omprövade', en: 'reviewed the' }, measureOf(state)),
      named({ sv: 'Omprövas nästa gång senast', en: 'To be reviewed again by' }, reviewBy),
      part === 'whole' && because(grounds),
    ),
  MeasureLapsed: (data, { state }) => lapsed(data, state),
};

function assessed({ by, recommendation, siblings = [] }: Assessed, reader: Told): Wording {
  const isWhole = reader.part === 'whole';
  const namesOf = (needs: (typeof siblings)[number]['answer']): Wording =>
    toldOf(
      siblings.filter(({ answer }) => answer === needs).map(({ person }) => person),
      reader,
    );
  const [inNeed, without] = [namesOf('needs-block'), namesOf('no-need')];
  return told(
    sentence(who(by), { sv: 'gjorde bedömningen', en: 'made the assessment' }, isWhole && recommended[recommendation]),
    isWhole &&
      inNeed.sv !== '' &&
      named({ sv: 'Syskon som behöver detsamma', en: 'Siblings who need the same' }, inNeed),
    isWhole && without.sv !== '' && named({ sv: 'Syskon som inte gör det', en: 'Siblings who do not' }, without),
  );
}

function relatedOpened({ by, opened: beside }: RelatedOpened, reader: Told): Wording {
  const about = { sv: 'öppnade ärenden i anslutning till ärendet', en: 'opened related requests' };
  const siblings = toldOf(
    beside.map(({ person }) => person),
    reader,
  );
  return told(
    sentence(who(by), about),
    reader.part === 'whole' && siblings.sv !== '' && named({ sv: 'Syskon', en: 'Siblings' }, siblings),
  );
}

const toldOf = (persons: readonly PersonId[], { state, untold = [] }: Told): Wording =>
  listed(persons.filter((person) => !untold.includes(person)).map((person) => nameOf(state, person)));

const recommended: Readonly<Record<'grant' | 'refuse', Wording>> = {
  grant: { sv: 'och föreslog bifall', en: 'and recommended a grant' },
  refuse: { sv: 'och föreslog avslag', en: 'and recommended a refusal' },
};

const consulted = (party: Wording, heard: string, day: string): Wording => ({
  sv: `höll samråd med ${party.sv} (${heard}) ${day}`,
  en: `consulted ${party.en} (${heard}) on ${day}`,
});

function opened({ by, caller, validFrom, validUntil }: Opened, state: RequestState): Wording {
  const measure = measureOf(state);
  const call = {
    sv: `tog emot ett brådskande samtal från ${caller?.name ?? ''} (VGR-id ${caller?.vgrId ?? ''}) om ${measure.sv}`,
    en: `took an urgent call from ${caller?.name ?? ''} (VGR-id ${caller?.vgrId ?? ''}) about ${measure.en}`,
  };
  const request = { sv: `öppnade ett ärende om ${measure.sv}`, en: `opened a request for ${measure.en}` };
  return sentence(who(by), caller === null ? request : call, period(validFrom, validUntil));
}

/** The last day is inclusive. */
const period = (from: string, until: string | null): Wording => ({
  sv: `från och med ${from}${until === null ? '' : ` till och med ${until}`}`,
  en: `from ${from}${until === null ? '' : ` until ${until}`}`,
});

function decided(data: Decided, { state, part }: Told): Wording {
  const { grounds, treatingReason, guardians, validFrom, validUntil, reviewBy } = data;
  const isGranted = data.outcome === 'granted';
  return told(
    isGranted
      ? sentence(whoDecided(data), verbOf(data), measureOf(state), period(validFrom, validUntil))
      : sentence(whoDecided(data), verbOf(data), measureOf(state)),
    guardians !== null && outcomes(guardians, state),
    isGranted && reviewBy !== null && named({ sv: 'Omprövas senast', en: 'To be reviewed by' }, reviewBy),
    data.endingRequest !== null && overturned,
    part === 'whole' && grounds !== null && because(grounds),
    part === 'whole' &&
      treatingReason !== null &&
      named({ sv: 'Bedömde och beslutade själv', en: 'Assessed and decided alone' }, treatingReason),
  );
}

const overturned: Wording = {
  sv: 'Skyddet gäller tills ett avslutsärende är verkställt.',
  en: 'The protection stays until a request that ends it is executed.',
};

function verbOf({ outcome, capacity }: Decided): Wording {
  if (capacity === 'by-right') {
    return { sv: 'kontrollerade patientens identitet och beviljade', en: "checked the patient's identity and granted" };
  }
  return outcome === 'granted' ? { sv: 'beviljade', en: 'granted' } : { sv: 'avslog', en: 'refused' };
}

/** Of a renewal, guardian by guardian. */
function outcomes(guardians: NonNullable<Decided['guardians']>, state: RequestState): Wording {
  const namesOf = (outcome: 'continue' | 'end'): Wording =>
    listed(guardians.filter((one) => one.outcome === outcome).map(({ guardian }) => nameOf(state, guardian)));
  const [goesOn, ends] = [namesOf('continue'), namesOf('end')];
  return told(
    goesOn.sv !== '' && { sv: `Fortsätter för ${goesOn.sv}.`, en: `Continues for ${goesOn.en}.` },
    ends.sv !== '' && { sv: `Upphör för ${ends.sv}.`, en: `Ends for ${ends.en}.` },
  );
}

function submitted({ by, signature }: Submitted): Wording {
  const signed = { sv: 'skickade den undertecknade blanketten till VGR-IT', en: 'sent the signed form to VGR-IT' };
  if (signature.method === 'decision-record') return sentence(who(by), signed);
  return sentence(who(by), signed, {
    sv: `(på papper av ${signature.signedBy})`,
    en: `(on paper by ${signature.signedBy})`,
  });
}

function executed({ by, receipts, note, completes }: Executed, state: RequestState): Wording {
  const items = listed(receipts.map(({ item }) => itemName(state, item)));
  return told(
    sentence(who(by), { sv: `kvitterade ${items.sv}`, en: `gave receipts for ${items.en}` }),
    standing(completes, state),
    note !== null && named({ sv: 'Anteckning', en: 'Note' }, note),
  );
}

function standing(completes: boolean, state: RequestState): Wording | false {
  if (completes) return { sv: 'Allt som krävs är verkställt.', en: 'All that is required has been executed.' };
  const left = listed(missingReceipts(state).map(({ item }) => itemName(state, item)));
  return left.sv !== '' && named({ sv: 'Kvar att kvittera', en: 'Receipts still missing' }, left);
}

function executionCorrected({ by, receipts, reason }: ExecutionCorrected, state: RequestState): Wording {
  const namesOf = (isVoided: boolean): Wording =>
    listed(receipts.filter(({ voided }) => voided === isVoided).map(({ item }) => itemName(state, item)));
  const [voided, given] = [namesOf(true), namesOf(false)];
  const lost = listed(lostReceipts(state).map(({ item }) => itemName(state, item)));
  return told(
    sentence(who(by), { sv: 'rättade verkställigheten', en: 'corrected the execution' }),
    voided.sv !== '' && named({ sv: 'Kvittens som inte gäller', en: 'Voided receipts' }, voided),
    given.sv !== '' && named({ sv: 'Ny kvittens', en: 'New receipts' }, given),
    lost.sv !== '' && named({ sv: 'Saknar giltig kvittens', en: 'Without a valid receipt' }, lost),
    because(reason),
  );
}

function consultationCorrected(data: ConsultationCorrected, { state, part }: Told): Wording {
  if (part !== 'whole') {
    return sentence(who(data.by), { sv: 'rättade ett samråd', en: 'corrected a consultation' });
  }
  const held = state.consultations.find(({ revision }) => revision === data.revision);
  const party = held === undefined ? { sv: 'okänd part', en: 'an unknown party' } : partyName(held.party);
  const day = legalDateOf(data.heldAt);
  return told(
    sentence(who(data.by), {
      sv: `rättade samrådet med ${party.sv} till ${data.with}, ${day}`,
      en: `corrected the consultation of ${party.en} to ${data.with}, ${day}`,
    }),
    because(data.reason),
  );
}

const because = (reason: string): Wording => named({ sv: 'Skäl', en: 'Reason' }, reason);

const named = (name: Wording, value: string | Wording): Wording =>
  both((language) => ended(`${name[language]}: ${typeof value === 'string' ? value : value[language]}`));

type Part = Wording | false;

/** Words of one sentence. */
const sentence = (...parts: readonly Part[]): Wording => both((language) => ended(joined(parts, language)));

/** Sentences after each other. */
const told = (...parts: readonly Part[]): Wording => both((language) => joined(parts, language));

const joined = (parts: readonly Part[], language: keyof Wording): string =>
  parts.flatMap((part) => (part === false ? [] : [part[language]])).join(' ');

const ended = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);
