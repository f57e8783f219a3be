import { BrokenHistory, effectEventOf, effectSchemaVersion, Instant } from '@sigill/domain';

const epoch = '11111111-1111-4111-8111-111111111111';
const at = '2026-11-22T12:00:00.000Z' as Instant;

describe('an event of an effect as stored', () => {
  const stored = {
    type: 'EffectSucceeded',
    schemaVersion: 1,
    data: { epoch, attempt: 1, reply: '250' },
    recordedAt: at,
  };

  it('is read back', () => expect(effectEventOf(stored)).toEqual({ type: 'EffectSucceeded', data: stored.data, at }));

  it('is written in the newest shape', () => expect(effectSchemaVersion('EffectSucceeded')).toBe(1));

  it.each([
    { ...stored, type: 'EffectForgotten' },
    { ...stored, type: 'constructor' },
    { ...stored, type: '__proto__' },
    { ...stored, schemaVersion: 0 },
    { ...stored, schemaVersion: 2 },
  ])('stops the reader where no release has written it: $type.v$schemaVersion', (strange) => {
    expect(() => effectEventOf(strange)).toThrow(BrokenHistory);
  });
});
