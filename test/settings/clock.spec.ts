import { Instant } from '@sigill/domain';
import { ClockMovesForwardOnly, MovableClock } from '../../libs/adapters/clock/movable-clock';
import { SystemClock } from '../../libs/adapters/clock/system-clock';

const at = (text: string): Instant => text as Instant;

describe('a movable clock', () => {
  const started = () => {
    const machine = { ms: 1234.5 };
    return { machine, clock: new MovableClock(at('2026-11-22T08:00:00.000Z'), () => machine.ms) };
  };

  it('begins where it is told to and runs on', () => {
    const { machine, clock } = started();
    expect(clock.now()).toBe('2026-11-22T08:00:00.000Z');
    machine.ms += 1500.9;
    expect(clock.now()).toBe('2026-11-22T08:00:01.500Z');
  });

  it('moves forward and runs on from there', () => {
    const { machine, clock } = started();
    machine.ms += 999;
    clock.moveTo(at('2027-01-01T00:00:00.000Z'));
    expect(clock.now()).toBe('2027-01-01T00:00:00.000Z');
    machine.ms += 1;
    expect(clock.now()).toBe('2027-01-01T00:00:00.001Z');
  });

  it('may be moved to where it stands, but never back', () => {
    const { machine, clock } = started();
    machine.ms += 10;
    clock.moveTo(at('2026-11-22T08:00:00.010Z'));
    expect(() => clock.moveTo(at('2026-11-22T08:00:00.009Z'))).toThrow(ClockMovesForwardOnly);
    expect(clock.now()).toBe('2026-11-22T08:00:00.010Z');
  });

  it('is never behind the newest entry in the log, and not set back by an older one', () => {
    const { clock } = started();
    clock.atLeast(at('2026-11-20T00:00:00.000Z'));
    expect(clock.now()).toBe('2026-11-22T08:00:00.000Z');
    clock.atLeast(at('2026-12-01T00:00:00.000Z'));
    expect(clock.now()).toBe('2026-12-01T00:00:00.000Z');
  });
});

describe('the system clock', () => {
  it('tells the machine’s time with milliseconds in UTC', () => {
    const before = new Date().toISOString();
    const now = new SystemClock().now();
    const after = new Date().toISOString();
    expect(now).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect([before, now, after]).toEqual([before, now, after].toSorted());
  });
});
