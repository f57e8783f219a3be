import { MailAddress, mailDomain, MailTemplate, RequestId } from '@sigill/domain';

export interface MailFacts {
  readonly caseNumber: string;
  readonly request: RequestId;
  /** Where this program is reached, without a slash at the end. */
  readonly publicUrl: string;
  readonly formAttached: boolean;
  /** The mail may already have arrived once. */
  readonly reminder: boolean;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Subject and body in Swedish. They hold the case number and a link: no person, no unit, and not what the measure is,
 *  since e-mail is open to more eyes than the case. */
export function mailText(template: MailTemplate, facts: MailFacts): MailText {
  const { subject, paragraphs } = texts[template];
  const heading = subject.replace(caseNumberHere, facts.caseNumber);
  const body = [
    'Hej!',
    ...(facts.reminder ? [reminderNotice] : []),
    ...paragraphs.map((paragraph) => paragraph.replace(caseNumberHere, facts.caseNumber)),
    ...(template === 'work-order' ? [facts.formAttached ? formAttached : formInCase] : []),
    `Öppna ärendet (inloggning krävs) genom att söka på ärendenumret ${facts.caseNumber}:\n${pageLink(facts.publicUrl)}`,
    `Ärendet i gränssnittet för system:\n${caseLink(facts.publicUrl, facts.request)}`,
    facts.formAttached ? closingWithForm : closing,
  ];
  return { subject: facts.reminder ? `Påminnelse: ${heading}` : heading, text: `${body.join('\n\n')}\n` };
}

/** What a browser can show: the entry of the description that finds a case by its number. */
export const pageLink = (publicUrl: string): string => `${publicUrl}/docs#search`;

export const caseLink = (publicUrl: string, request: RequestId): string => `${publicUrl}/v1/requests/${request}`;

export const formFilename = (caseNumber: string): string => `${caseNumber}.pdf`;

/** The form names persons: it leaves the program only to an address in one of the internal domains, compared whole. */
export const mayCarryForm = (address: MailAddress, internalDomains: readonly string[]): boolean =>
  internalDomains.some((domain) => domain.toLowerCase() === mailDomain(address));

const caseNumberHere = '{ärende}';

const texts: Readonly<Record<MailTemplate, { readonly subject: string; readonly paragraphs: readonly string[] }>> = {
  'work-order': {
    subject: 'Arbetsorder i ärende {ärende}',
    paragraphs: [
      'Blanketten i ärende {ärende} är undertecknad och insänd.',
      'Utför de åtgärder som inte redan är kvitterade, och kvittera var och en av dem i ärendet. Om beslutet inte går att verkställa, skicka tillbaka blanketten och ange skälet.',
    ],
  },
  'decision-awaited': {
    subject: 'Ärende {ärende} väntar på beslut',
    paragraphs: [
      'Ärende {ärende} är utrett och väntar på verksamhetschefens beslut.',
      'Läs underlaget i ärendet och fatta beslut där.',
    ],
  },
  'urgent-call': {
    subject: 'Brådskande: ärende {ärende}',
    paragraphs: [
      'Ett brådskande ärende, {ärende}, har tagits emot per telefon.',
      'Öppna ärendet så snart som möjligt. Åtgärderna ska utföras och kvitteras genast. Enheten bedömer och beslutar i efterhand.',
    ],
  },
  executed: {
    subject: 'Ärende {ärende} är verkställt',
    paragraphs: [
      'Ärende {ärende} är verkställt.',
      'Läs kvittenserna i ärendet och gör det som återstår, så att ärendet kan avslutas.',
    ],
  },
  returned: {
    subject: 'Ärende {ärende} har återsänts',
    paragraphs: [
      'Blanketten i ärende {ärende} har skickats tillbaka utan att beslutet har verkställts.',
      'Läs skälet i ärendet, rätta det som är fel och skicka in blanketten på nytt.',
    ],
  },
  'receipts-missing': {
    subject: 'Ärende {ärende} saknar kvittens',
    paragraphs: [
      'En kvittens i ärende {ärende} har rättats och gäller inte längre: det som beslutades är inte utfört i sin helhet.',
      'Läs i ärendet vad som saknas och varför. Ärendet ligger kvar hos den som verkställer tills en ny kvittens har lämnats.',
    ],
  },
  'measure-ended-elsewhere': {
    subject: 'Ändring som rör ärende {ärende}',
    paragraphs: [
      'Det som beslutades i ärende {ärende} har avslutats genom ett annat ärende.',
      'Läs i ärendet vad som gäller nu, och ta ställning till om er enhet behöver göra något.',
    ],
  },
  'other-unit-acts': {
    subject: 'En annan enhet har öppnat ett ärende som rör {ärende}',
    paragraphs: [
      'En annan enhet har öppnat ett ärende om det som beslutades i ärende {ärende}. Att det är öppnat ändrar inte vad som gäller.',
      'Den enheten kan komma att höra er verksamhetschef före beslutet. Ni får ett nytt meddelande om det som beslutades i ert ärende avslutas.',
    ],
  },
  'opened-by-program': {
    subject: 'Ärende {ärende} har öppnats automatiskt',
    paragraphs: [
      'Ärende {ärende} har öppnats automatiskt till följd av ett tidigare ärende hos er enhet.',
      'Läs i ärendet vad det gäller och varför, och gör bedömningen där.',
    ],
  },
  reminder: {
    subject: 'Ärende {ärende} väntar på nästa steg',
    paragraphs: [
      'Ärende {ärende} har väntat på nästa steg längre än det ska.',
      'Läs i ärendet vad som återstår, och gör det så snart som möjligt.',
    ],
  },
  escalation: {
    subject: 'Ärende {ärende} är försenat',
    paragraphs: [
      'Blanketten i ärende {ärende} har inte kommit in trots att enheten har påmints.',
      'Se till att ärendet handläggs vidare. Det som är utfört gäller tills något annat är beslutat och utfört.',
    ],
  },
  'extension-ends': {
    subject: 'Det som beslutades i ärende {ärende} upphör snart',
    paragraphs: [
      'Det som beslutades i ärende {ärende} har en sista dag som närmar sig, och upphör sedan av sig självt.',
      'Läs i ärendet vilken dag det är, och ta ställning till om något behöver göras före dess.',
    ],
  },
  review: {
    subject: 'Ärende {ärende} ska omprövas',
    paragraphs: [
      'Det är dags att ompröva det som beslutades i ärende {ärende}.',
      'Läs underlaget i ärendet och ta ställning till om beslutet behövs även i fortsättningen. Det upphör inte av sig självt om omprövningen dröjer.',
    ],
  },
  overturned: {
    subject: 'Beslut i brådskande ärende {ärende}',
    paragraphs: [
      'Det brådskande ärendet {ärende} har prövats i efterhand.',
      'Beslut: avslag. Skyddet gäller tills ett avslutsärende är verkställt. Avslutsärendet är öppnat och framgår av ärendet.',
    ],
  },
};

const reminderNotice =
  'Det här är en påminnelse: vi kunde inte få bekräftat att vårt förra meddelande kom fram. Har du redan fått det behöver du inte göra något mer med anledning av det här.';
const formAttached = 'Blanketten är bifogad och finns även i ärendet.';
const formInCase = 'Blanketten finns i ärendet.';
const sentByProgram = 'Meddelandet är skickat automatiskt från Sigill och det går inte att svara på det.';
const closing = `${sentByProgram} Av sekretesskäl står det inte här vem eller vad ärendet gäller.`;
const closingWithForm = `${sentByProgram} Vem och vad ärendet gäller framgår av den bifogade blanketten. Den kan omfattas av sekretess: hantera den därefter och vidarebefordra den inte.`;
