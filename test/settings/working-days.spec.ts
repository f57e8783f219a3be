import { LegalDate } from '@sigill/domain';
import { SwedishWorkingDays } from '../../libs/adapters/clock/swedish-working-days';

const daysOf = (year: number): readonly LegalDate[] =>
  Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10) as LegalDate);
const isWeekend = (date: LegalDate): boolean => [0, 6].includes(new Date(date).getUTCDay());

describe('a day of the Swedish calendar', () => {
  const calendar = new SwedishWorkingDays();

  it('is no working day when it is a Saturday, a Sunday, a public holiday or an eve that is free as one', () => {
    const off = daysOf(2026).filter((date) => !calendar.isWorkingDay(date));
    expect(off.filter(isWeekend)).toEqual(daysOf(2026).filter(isWeekend));
    expect(off.filter((date) => !isWeekend(date))).toEqual([
      '2026-01-01',
      '2026-01-06',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-06-19',
      '2026-12-24',
      '2026-12-25',
      '2026-12-31',
    ]);
  });

  it('is looked up and not worked out anew each time it is asked for', () => {
    const began = process.cpuUsage();
    for (let times = 0; times < 20; times += 1) for (const date of daysOf(2027)) calendar.isWorkingDay(date);
    const { user } = process.cpuUsage(began);
    expect(user / 1e6).toBeLessThan(2);
  });
});
