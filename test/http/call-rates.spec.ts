import { CallRates } from '../../apps/api/http/call-rates';

describe('the calls of a minute', () => {
  let nowMs: number;
  let rates: CallRates;
  beforeEach(() => {
    nowMs = 5_000;
    rates = new CallRates(2, () => nowMs);
  });

  it('are counted from an actor’s first, and the next minute begins anew', () => {
    expect([rates.count('a'), rates.count('a'), rates.count('a')]).toEqual([null, null, 60]);
    nowMs += 59_999;
    expect(rates.count('a')).toBe(1);
    nowMs += 1;
    expect([rates.count('a'), rates.count('a'), rates.count('a')]).toEqual([null, null, 60]);
  });

  it('are each actor’s own', () => {
    expect([rates.count('a'), rates.count('a')]).toEqual([null, null]);
    nowMs += 30_000;
    expect([rates.count('a'), rates.count('b'), rates.count('b'), rates.count('b')]).toEqual([30, null, null, 60]);
    nowMs += 30_000;
    expect([rates.count('a'), rates.count('b')]).toEqual([null, 30]);
  });

  it('say to wait for a whole second at least', () => {
    rates.count('a');
    rates.count('a');
    nowMs += 59_999.9;
    expect(rates.count('a')).toBe(1);
  });
});
