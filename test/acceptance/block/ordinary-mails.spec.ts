import { form, FormFile, sha256 } from '../../support/asking';
import { Case } from '../../support/case';
import { RunningProgram, startProgram } from '../../support/program';
import { blockAnswers, families, grounds, opinion, written } from '../../support/samples';
import { ReceivedMail } from '../../support/smtp';

const { child, guardians } = families.blockOfBoth;

/** Nobody who reads a mail or a work order learns these. */
const secret = [...[child, ...guardians].flatMap((number) => [number, written(number)]), 'Test Barn', 'Förälder'];
const words = [grounds, opinion, blockAnswers.B4.note];

describe('the mails of an ordinary block', () => {
  let program: RunningProgram;
  let story: Case;
  let sent: FormFile;

  beforeAll(async () => {
    program = await startProgram({ smtp: true });
    story = await Case.open(program);
    await story.to('submitted');
    sent = await form(story);
    await story.to('closed');
  });

  it('tell the head, the executor and the unit by mail, without a word of whom or what', async () => {
    const mailbox = program.mailbox;
    const mails = (await mailbox?.waitForMails(({ text }) => text.includes(story.id), 3)) ?? [];
    expect(mails.map(({ from, to }) => [from, ...to])).toEqual([
      ['sigill@vgr.example', 'head-partille@vgr.example'],
      ['sigill@vgr.example', 'executor@vgr.example'],
      ['sigill@vgr.example', 'enhet-001@vgr.example'],
    ]);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Ärende ${story.view.caseNumber} väntar på beslut`,
      `Arbetsorder i ärende ${story.view.caseNumber}`,
      `Ärende ${story.view.caseNumber} är verkställt`,
    ]);
    for (const mail of mails) expect(told(mail)).toEqual([]);
    expect(mails.map(({ attachments }) => attachments.map(({ bytes }) => sha256(bytes)))).toEqual([
      [],
      [sha256(sent.bytes)],
      [],
    ]);
    await program.settle();
    const { effects } = await story.read();
    expect(effects.map(({ template, state }) => [template, state])).toEqual([
      ['decision-awaited', 'sent'],
      ['work-order', 'sent'],
      ['executed', 'sent'],
    ]);
    const ids = mails.map(({ messageId }) => messageId);
    for (const [index, { id }] of effects.entries()) expect(ids[index]).toContain(id);
  });

  it('lead to a page that a browser shows, at the place where a case is found by its number', async () => {
    const mails = (await program.mailbox?.waitForMails(({ text }) => text.includes(story.id), 3)) ?? [];
    expect(mails.length).toBe(3);
    for (const { text } of mails) {
      const [, number, link = ''] = /ärendenumret (\S+):\s+(http\S+)/.exec(text) ?? [];
      const page = await fetch(link, { headers: { accept: 'text/html' } });
      expect([number, page.status, page.headers.get('content-type')]).toEqual([
        ...[story.view.caseNumber, 200, 'text/html; charset=utf-8'],
      ]);
      expect(await page.text()).toContain(`id="${new URL(link).hash.slice(1)}"`);
    }
  });

  it('say of the order that its form tells of persons, and of the others that they tell of nobody', async () => {
    const mails = (await program.mailbox?.waitForMails(({ text }) => text.includes(story.id), 3)) ?? [];
    expect(mails.map(({ text }) => text.includes('framgår av den bifogade blanketten'))).toEqual([false, true, false]);
    expect(mails.map(({ text }) => text.includes('står det inte här vem'))).toEqual([true, false, true]);
  });
});

/** What of the secrets stands in subject or body. */
const told = ({ subject, text }: ReceivedMail): readonly string[] =>
  [...secret, ...words, 'Blockering', 'Partille'].filter((one) => `${subject} ${text}`.includes(one));
