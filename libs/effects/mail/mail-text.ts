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
    `Öppna ärendet (inloggning krävs):\n${caseLink(facts.publicUrl, facts.request)}`,
    closing,
  ];
  return { subject: facts.reminder ? `Påminnelse: ${heading}` : heading, text: `${body.join('\n\n')}\n` };
}

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
      'Utför de åtgärder som inte redan är kvitterade, och kvittera var och en av dem i ärendet. Går beslutet inte att verkställa, återsänd ärendet med skäl.',
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
      'Ett brådskande ärende, {ärende}, har anmälts.',
      'Öppna ärendet så snart som möjligt. Åtgärderna i det ska utföras och kvitteras genast; enheten bedömer och beslutar i efterhand.',
    ],
  },
  executed: {
    subject: 'Ärende {ärende} är verkställt',
    paragraphs: [
      'Ärende {ärende} är verkställt.',
      'Läs kvittenserna i ärendet och fullfölj det som återstår där, så att ärendet kan avslutas.',
    ],
  },
  returned: {
    subject: 'Ärende {ärende} har återsänts',
    paragraphs: [
      'Ärende {ärende} har återsänts utan att verkställas.',
      'Läs skälet i ärendet, rätta det som saknas och skicka in på nytt.',
    ],
  },
  'receipts-missing': {
    subject: 'Ärende {ärende} saknar kvittens',
    paragraphs: [
      'En kvittens i ärende {ärende} har rättats och gäller inte längre: det som beslutades är inte utfört i sin helhet.',
      'Läs i ärendet vad som saknas och varför. Det står kvar hos den som verkställer tills en ny kvittens finns.',
    ],
  },
  'measure-ended-elsewhere': {
    subject: 'Ändring som rör ärende {ärende}',
    paragraphs: [
      'Det som beslutades i ärende {ärende} har avslutats genom ett annat ärende.',
      'Läs i ärendet vad som gäller nu, och ta ställning till om er enhet behöver göra något.',
    ],
  },
  overturned: {
    subject: 'Beslut i brådskande ärende {ärende}',
    paragraphs: [
      'Det brådskande ärendet {ärende} har prövats i efterhand och fick avslag.',
      'Det som redan är verkställt gäller tills vidare. Ett nytt ärende har öppnats för att avsluta det; länken till det finns i ärendet.',
    ],
  },
};

const reminderNotice =
  'Det här är en påminnelse: vi kunde inte få bekräftat att vårt förra meddelande kom fram. Har du redan fått det behöver du inte göra något mer med anledning av det här.';
const formAttached = 'Blanketten är bifogad och finns även i ärendet.';
const formInCase = 'Blanketten finns i ärendet.';
const closing =
  'Meddelandet är skickat automatiskt från Sigill och det går inte att svara på det. Av sekretesskäl står det inte här vem eller vad ärendet gäller.';
