import PostalMime from 'postal-mime';
import { form, sha256 } from '../../support/asking';
import { accepted, Case } from '../../support/case';
import { startProgram } from '../../support/program';
import { Page } from '../../support/contract';

interface WrittenMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly at: string;
}

describe('a work order', () => {
  it('to an address outside the region’s own domains carries no form', async () => {
    const program = await startProgram({ smtp: true, env: { EXECUTOR_ADDRESS: 'drift@vgr.example.org' } });
    const story = await Case.open(program);
    await story.to('submitted');
    const order = await program.mailbox?.waitForMail(({ subject }) => subject.startsWith('Arbetsorder'));
    expect([order?.to, order?.attachments]).toEqual([['drift@vgr.example.org'], []]);
    expect(order?.text).toContain('Blanketten finns i ärendet.');
  });

  it('is a file that development can read, where there is no mail server', async () => {
    const program = await startProgram();
    const story = await Case.open(program);
    await story.to('submitted');
    await program.settle();
    const listed = accepted(await program.anyone.get<Page<WrittenMail>>('/dev/mail'), 200).body.items;
    expect(listed.map(({ to, subject }) => [to, subject])).toEqual([
      ['head-partille@vgr.example', `Ärende ${story.view.caseNumber} väntar på beslut`],
      ['executor@vgr.example', `Arbetsorder i ärende ${story.view.caseNumber}`],
    ]);
    const message = accepted(await program.anyone.get(`/dev/mail/${listed[1]?.id ?? ''}`), 200);
    expect(message.headers.get('content-type')).toMatch(/^message\/rfc822/);
    const { messageId, attachments } = await PostalMime.parse(message.bytes);
    expect(messageId).toBe(listed[1]?.messageId);
    const [attached] = attachments.map(({ content }) => sha256(Buffer.from(content as Uint8Array)));
    expect(attached).toBe((await form(story)).sha256);
  });
});
