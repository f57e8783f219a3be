import { formFilename, mailText, mayCarryForm } from '@sigill/effects';
import { MailTemplate, RequestId } from '@sigill/domain';
import { address } from './samples';

const templates = [
  'work-order',
  'decision-awaited',
  'urgent-call',
  'executed',
  'returned',
  'overturned',
  'receipts-missing',
  'measure-ended-elsewhere',
  'other-unit-acts',
  'opened-by-program',
  'reminder',
  'escalation',
  'extension-ends',
  'review',
] as const;
const everyTemplate: Record<MailTemplate, true> = {
  'work-order': true,
  'decision-awaited': true,
  'urgent-call': true,
  executed: true,
  returned: true,
  overturned: true,
  'receipts-missing': true,
  'measure-ended-elsewhere': true,
  'other-unit-acts': true,
  'opened-by-program': true,
  reminder: true,
  escalation: true,
  'extension-ends': true,
  review: true,
};

const facts = {
  caseNumber: '2026-7K3QX9TM',
  request: '3f6f2a52-8a1e-5a0c-9c1d-7a4b1f2e0d11' as RequestId,
  publicUrl: 'https://sigill.vgr.example',
  formAttached: false,
  reminder: false,
};

/** Words that would tell a reader over the shoulder what is done, and to whom. */
const telling =
  /block|försegl|sigillera|spärr|lås(?!a)|vårdnad|barn|minderårig|förälder|patient|journal|skydd|hot|våld|utökad|förläng|upphäv|1177|\d{6,}/i;

describe('the text of a mail', () => {
  it('is there for every template', () => expect(Object.keys(everyTemplate)).toEqual([...templates]));

  it.each(templates)('about %s names the case and the link, and nobody', (template) => {
    for (const formAttached of [false, true]) {
      for (const reminder of [false, true]) {
        const { subject, text } = mailText(template, { ...facts, formAttached, reminder });
        expect(subject).toContain(facts.caseNumber);
        expect(text).toContain(facts.caseNumber);
        expect(text).toContain(`\nhttps://sigill.vgr.example/v1/requests/${facts.request}\n`);
        expect(text).toContain('det går inte att svara');
        expect(text).toContain('\nhttps://sigill.vgr.example/docs#search\n');
        const own = `${subject}\n${text}`
          .replace('Skyddet gäller tills ett avslutsärende är verkställt', '')
          .replaceAll(facts.request, '')
          .replace('Av sekretesskäl', '')
          .replace(/Sigill/g, '');
        expect(own.replaceAll(facts.caseNumber, '')).not.toMatch(telling);
        expect(`${subject}${text}`).not.toMatch(/[{}]|undefined|null/);
      }
    }
  });

  it('sees a word that tells too much', () => {
    for (const leak of ['Blockering av', 'vårdnadshavare', 'Försegling', '201701012393', 'barnets'])
      expect(leak).toMatch(telling);
  });

  it('reads as a letter, the work order with its form', () => {
    expect(mailText('work-order', { ...facts, formAttached: true })).toEqual({
      subject: 'Arbetsorder i ärende 2026-7K3QX9TM',
      text: [
        'Hej!',
        'Blanketten i ärende 2026-7K3QX9TM är undertecknad och insänd.',
        'Utför de åtgärder som inte redan är kvitterade, och kvittera var och en av dem i ärendet. Om beslutet inte går att verkställa, skicka tillbaka blanketten och ange skälet.',
        'Blanketten är bifogad och finns även i ärendet.',
        'Öppna ärendet (inloggning krävs) genom att söka på ärendenumret 2026-7K3QX9TM:\nhttps://sigill.vgr.example/docs#search',
        'Ärendet i gränssnittet för system:\nhttps://sigill.vgr.example/v1/requests/3f6f2a52-8a1e-5a0c-9c1d-7a4b1f2e0d11',
        'Meddelandet är skickat automatiskt från Sigill och det går inte att svara på det. Vem och vad ärendet gäller framgår av den bifogade blanketten. Den kan omfattas av sekretess: hantera den därefter och vidarebefordra den inte.\n',
      ].join('\n\n'),
    });
  });

  it('says that it is a reminder where the mail may have arrived before', () => {
    const { subject, text } = mailText('executed', { ...facts, reminder: true });
    expect(subject).toBe('Påminnelse: Ärende 2026-7K3QX9TM är verkställt');
    expect(text).toContain('Det här är en påminnelse');
    expect(mailText('executed', facts).text).not.toContain('påminnelse');
  });
});

describe('the form', () => {
  it('is attached for an address in an internal domain', () => {
    expect(mayCarryForm(address('executor@vgr.example'), ['vgr.example'])).toBe(true);
    expect(mayCarryForm(address('executor@VGR.example'), ['other.example', 'Vgr.Example'])).toBe(true);
  });

  it.each(['executor@mail.vgr.example', 'executor@vgr.example.net', 'executor@notvgr.example'])(
    'stays for %s',
    (outside) => {
      expect(mayCarryForm(address(outside), ['vgr.example'])).toBe(false);
    },
  );

  it('stays where no domain is internal', () => expect(mayCarryForm(address('executor@vgr.example'), [])).toBe(false));

  it('is named after the case', () => expect(formFilename('2026-7K3QX9TM')).toBe('2026-7K3QX9TM.pdf'));
});
