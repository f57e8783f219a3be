import type Holidays from 'date-holidays';
import type { LegalDate } from '@sigill/domain';
import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** Days off: public holidays, and the eves that are free as if they were. */
const free: readonly string[] = ['public', 'bank'];

/** Working days in Sweden: not a Saturday, a Sunday or a day off. The calendar is large and loaded when it is first asked; it
 *  works a year out in some 20 ms, so each year is asked for once. */
export class SwedishWorkingDays {
  private calendar: Holidays | null = null;
  private readonly daysOff = new Map<number, ReadonlySet<string>>();

  isWorkingDay(date: LegalDate): boolean {
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !this.daysOffIn(Number(date.slice(0, 4))).has(date);
  }

  private daysOffIn(year: number): ReadonlySet<string> {
    const known = this.daysOff.get(year);
    if (known !== undefined) return known;
    this.calendar ??= new (load('date-holidays') as typeof Holidays)('SE');
    const holidays = this.calendar.getHolidays(year).filter(({ type }) => free.includes(type));
    const days = new Set(holidays.map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
    this.daysOff.set(year, days);
    return days;
  }
}
