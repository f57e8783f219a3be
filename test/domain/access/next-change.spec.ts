import { nextChange } from '../../../libs/domain/access/next-change';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { answered, born, child, date, father, instant, measure, mother, registered, today } from './cases';

const next = (facts: Parameters<typeof nextChange>[0], on = today) => nextChange(facts, on, vgrPolicies);
const from = date('2026-12-01');
/** Half past midnight in Sweden. */
const seen = instant('2026-11-10T23:30:00.000Z');
const motherLost = answered({ at: instant('2020-02-01T08:00:00.000Z'), guardians: [registered(father)] });

describe('the next change of access', () => {
  it.each([
    ['2013-11-22', '2026-11-22', 'birthday-13'],
    ['2013-11-21', '2029-11-21', 'birthday-16'],
    ['2010-11-22', '2026-11-22', 'birthday-16'],
    ['2010-11-21', '2028-11-21', 'birthday-18'],
    ['2012-02-29', '2028-02-29', 'birthday-16'],
    ['2015-02-28', '2028-02-28', 'birthday-13'],
  ])('of a child born %s is on %s: %s', (birthDate, day, cause) =>
    expect(next(born(birthDate))).toEqual({ date: day, cause }),
  );

  it('is none for an adult', () => expect(next(born('2008-11-21'))).toBeNull());

  it('is the birth, asked before it', () =>
    expect(next(born('2026-11-05'), date('2026-01-01'))).toEqual({ date: '2026-11-05', cause: 'birth' }));

  it.each([
    ['a block that begins', [measure('block', mother, { from })], 'block-begins'],
    ['a block that ends', [measure('block', mother, { until: from })], 'block-ends'],
    ['a seal that begins', [measure('seal', child, { from })], 'seal-begins'],
    ['a seal that ends', [measure('seal', child, { until: from })], 'seal-ends'],
    ['a lock that begins', [measure('lock', child, { from })], 'lock-begins'],
    ['a lock that ends', [measure('lock', child, { until: from })], 'lock-ends'],
    [
      'a seal before the lock of the same day',
      [measure('lock', child, { from }), measure('seal', child, { from })],
      'seal-begins',
    ],
    [
      'a block that begins before one that ends the same day',
      [measure('block', mother, { until: from }), measure('block', father, { from })],
      'block-begins',
    ],
  ])('of a child of 8 is %s', (_what, measures, cause) =>
    expect(next(born('2018-01-02', { measures }))).toEqual({ date: from, cause }),
  );

  it.each([
    ['the extension that begins', [measure('extension', mother, { from })], 'extension-begins'],
    ['the extension that ends', [measure('extension', child, { until: from })], 'extension-ends'],
  ])('of a child of 14 is %s', (_what, measures, cause) =>
    expect(next(born('2012-01-01', { measures }))).toEqual({ date: from, cause }),
  );

  it('is the 16th birthday, not the extension that ends with it', () => {
    const until = date('2026-11-22');
    const measures = [measure('extension', child, { until }), measure('extension', mother, { until })];
    expect(next(born('2010-11-22', { measures }))).toEqual({ date: until, cause: 'birthday-16' });
  });

  it('passes over what changes no answer', () => {
    const register = [answered(), motherLost];
    const ended = date('2026-12-01');
    const measures = [
      measure('block', mother, { from: ended }),
      measure('extension', father, { from: date('2026-11-25') }),
      measure('block', father, { until: ended }),
    ];
    expect(next(born('2018-01-02', { register, measures }))).toEqual({ date: ended, cause: 'block-ends' });
  });

  it('is the end of the seal that shows an older block, not the block of somebody else', () => {
    const register = [answered(), motherLost];
    const measures = [
      measure('seal', child, { until: from }),
      measure('block', father),
      measure('block', mother, { from }),
    ];
    expect(next(born('2018-01-02', { register, measures }))).toEqual({ date: from, cause: 'seal-ends' });
  });

  it('is death, before anything else of the day', () => {
    const measures = [measure('seal', child, { from })];
    const register = [answered({ patient: registered(child, { deceasedOn: from }) })];
    expect(next(born('2018-01-02', { register, measures }))).toEqual({ date: from, cause: 'death' });
  });

  it.each([
    ['a guardian who is lost', [answered(), answered({ at: seen, guardians: [registered(father)] })]],
    ['a guardian who appears', [answered({ guardians: [registered(father)] }), answered({ at: seen })]],
    [
      'the protection of the child',
      [answered(), answered({ at: seen, patient: registered(child, { protection: 'secrecy-marking' }) })],
    ],
  ])('is, asked about an earlier day, what the register has said since: %s', (_what, register) =>
    expect(next(born('2018-01-02', { register }), date('2026-11-01'))).toEqual({
      ...{ date: '2026-11-11', cause: 'register-changes' },
    }),
  );

  it('is a change of policy', () => {
    const policies = [...vgrPolicies, { ...vgrPolicies[0], validFrom: from, ownAccessAge: 14 }] as const;
    expect(nextChange(born('2012-01-01'), today, policies)).toEqual({ date: from, cause: 'policy-changes' });
  });
});
