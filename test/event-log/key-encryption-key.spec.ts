import { BadKeyEncryptionKey, KeyEncryptionKey } from '@sigill/event-log';
import { createHash, createHmac } from 'node:crypto';
import { kek } from './samples';

describe('the key-encryption key', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, n) => 255 - n));

  it.each([
    ['64 hexadecimal digits', bytes.toString('hex')],
    ['the same in capitals', bytes.toString('hex').toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64url', bytes.toString('base64url')],
    ['a file with a line end', `${bytes.toString('hex')}\n`],
  ])('is read from %s', (_, text) => {
    expect(KeyEncryptionKey.parse(text).derive('x')).toEqual(KeyEncryptionKey.fromBytes(bytes).derive('x'));
  });

  it.each([
    ['nothing', ''],
    ['too few digits', 'ab'.repeat(31)],
    ['too many digits', 'ab'.repeat(33)],
    ['31 bytes', bytes.subarray(1).toString('base64')],
    ['words', 'correct horse battery staple'],
  ])('is not read from %s, and the refusal does not repeat it', (_, text) => {
    let refusal: unknown = null;
    try {
      KeyEncryptionKey.parse(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(BadKeyEncryptionKey);
    expect(refusal).toMatchObject({
      message: 'the key-encryption key is neither 64 hexadecimal digits nor base64 of 32 bytes',
    });
  });

  it('derives another key for every purpose, and the same each time', () => {
    const digest = createHash('sha256').update('an envelope').digest('base64url');
    expect(kek.derive('a')).toEqual(kek.derive('a'));
    expect(kek.derive('a')).not.toEqual(kek.derive('b'));
    expect(kek.macOf(digest)).toBe(
      createHmac('sha256', kek.derive('mac')).update(digest, 'base64url').digest('base64url'),
    );
  });
});
