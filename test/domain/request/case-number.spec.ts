import { caseNumberOf } from '@sigill/domain';
import { date, requestId } from '../../support/domain/people';

describe('a case number', () => {
  it.each([
    ['0b10c0de-ad00-4000-8000-000000000001', '2026-11-23', '2026-1C8C1QND'],
    ['ffffffff-ff00-4000-8000-000000000001', '2027-01-01', '2027-ZZZZZZZZ'],
    ['00000000-0100-4000-8000-000000000001', '2026-12-31', '2026-00000001'],
  ])('of %s opened on %s is %s', (id, openedOn, expected) => {
    expect(caseNumberOf(id as ReturnType<typeof requestId>, date(openedOn))).toBe(expected);
  });

  it('can be read aloud: no I, L, O or U', () => {
    const numbers = Array.from({ length: 500 }, (_, index) => {
      const hex = (BigInt(index + 1) * 0x9e3779b97fn).toString(16).padStart(10, '0').slice(-10);
      return caseNumberOf(`${hex.slice(0, 8)}-${hex.slice(8)}00-4000-8000-0` as never, date('2026-11-23'));
    });
    for (const number of numbers) expect(number).toMatch(/^2026-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(numbers).size).toBe(500);
  });
});
