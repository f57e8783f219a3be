import { mailDomain, parseMailAddress } from '@sigill/domain';
import { address, mailerTo, sampleMail } from '../../mail/samples';
import { ScriptedServer, scriptedServer } from '../../mail/scripted-smtp';

const plain = [
  'executor@vgr.example',
  'Karin.Vik@vgr.example',
  'enhet-001@vgr.example',
  'a+tag@b.c.d.example',
  "o'brien@vgr.example",
  'x@xn--rksmrgs-5wao1o.example',
  `${'a'.repeat(64)}@vgr.example`,
];

/** Each of these has sent, somewhere, a mail to somebody else or a header that nobody wrote. */
const injections = [
  'b@vgr.example\r\nBcc: evil@other.example',
  'b@vgr.example\nBcc: evil@other.example',
  'b@vgr.example\rBcc: evil@other.example',
  'b@vgr.example\u0085Bcc: evil@other.example',
  'b@vgr.example\u2028Bcc: evil@other.example',
  'b@vgr.example\u2029',
  'b@vgr.example\u0000',
  'b@vgr.example,evil@other.example',
  'b@vgr.example, evil@other.example',
  'b@vgr.example;evil@other.example',
  'b@vgr.example evil@other.example',
  '"evil@other.example x"@vgr.example',
  '"a b"@vgr.example',
  '"a\\"b"@vgr.example',
  'Grupp: b@vgr.example, evil@other.example;',
  'undisclosed-recipients:;',
  'Karin Vik <b@vgr.example>',
  '<b@vgr.example>',
  'b(evil@other.example)@vgr.example',
  '=?utf-8?Q?evil=40other.example?=@vgr.example',
  '=?utf-8?Q?b?= <b@vgr.example>',
  'evil%other.example@vgr.example',
  'other.example!evil@vgr.example',
  '@other.example:b@vgr.example',
  'b@vgr.example@other.example',
  'b@@vgr.example',
  'b@[127.0.0.1]',
  'b@127.0.0.1',
  'b@[IPv6:::1]',
  'b@vgr.example.',
  'b@vgr..example',
  '.b@vgr.example',
  'b.@vgr.example',
  'b..c@vgr.example',
  '-oQ@vgr.example',
  'b@-vgr.example',
  'b@vgr-.example',
  'b@localhost',
  'b@vgr_x.example',
  'b@örebro.example',
  'å@vgr.example',
  'b@vgr。example',
  'ｂ@vgr.example',
  'b@vgr.example\u200b',
  ' b@vgr.example',
  'b@vgr.example ',
  'b@vgr.example?bcc=evil@other.example',
  'mailto:b@vgr.example',
  `${'a'.repeat(65)}@vgr.example`,
  `b@${'a'.repeat(64)}.example`,
  `b@${'a.'.repeat(125)}example`,
  '@vgr.example',
  'b@',
  'b',
  '',
  '__proto__',
];

describe('one plain address', () => {
  it.each(plain)('%j is one', (text) => expect(parseMailAddress(text)).toBe(text));
  it.each(injections)('%j is none', (text) => expect(parseMailAddress(text)).toBeNull());

  it('has its domain in lower case, whatever was written', () => {
    expect(parseMailAddress('Executor@VGR.Example')).toBe('Executor@vgr.example');
    expect(mailDomain(address('Executor@VGR.Example'))).toBe('vgr.example');
  });

  it('is judged at once, however long and strange the text', () => {
    const before = process.hrtime.bigint();
    for (const piece of ['a.', 'a-', '@', 'a@b.', '-', '.']) expect(parseMailAddress(piece.repeat(50_000))).toBeNull();
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(300);
  });

  describe('as a server sees it', () => {
    let server: ScriptedServer;
    beforeEach(async () => (server = await scriptedServer()));
    afterEach(() => server.close());

    it.each(plain)('is exactly the recipient %j', async (text) => {
      expect(await mailerTo(server.port).send({ ...sampleMail, to: address(text) })).toMatchObject({
        class: 'succeeded',
      });
      expect(server.recipients).toEqual([`RCPT TO:<${text}>`]);
      const headers = (server.messages[0]?.split('\r\n\r\n')[0] ?? '').replace(/\r\n /g, ' ');
      expect(headers.match(/^(To|Cc|Bcc):.*$/gim)).toEqual([`To: ${text}`]);
    });

    const broken = ['a\r\nBcc: evil@other.example', 'a\nb', 'a\u0085b', 'a\u2028b', 'a\u0000b'];
    it.each(broken)('is never reached by a mail with the subject %j', async (subject) => {
      await expect(mailerTo(server.port).send({ ...sampleMail, subject })).rejects.toThrow(RangeError);
      expect(server.recipients).toEqual([]);
    });
  });
});
