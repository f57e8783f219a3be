import { HmacSha256 } from '@sigill/log-format';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';

describe('an HMAC', () => {
  it('is that of RFC 2104, for one message after another', () => {
    const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
    fc.assert(
      fc.property(bytes(64), fc.array(bytes(64), { maxLength: 5 }), (key, messages) => {
        const hmac = new HmacSha256(key);
        for (const message of messages) {
          const expected = createHmac('sha256', key).update(message).digest('base64url');
          expect(hmac.ofBase64url(Buffer.from(message).toString('base64url'))).toBe(expected);
        }
      }),
    );
  });

  it('takes no key that would have to be hashed first', () => {
    expect(() => new HmacSha256(Buffer.alloc(65))).toThrow(RangeError);
  });
});
