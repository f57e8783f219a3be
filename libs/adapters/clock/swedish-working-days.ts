import type Holidays from 'date-holidays';
import type { LegalDate } from '@sigill/domain';
import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** Days off: public holidays, and the eves that are free as if they were. */
const free: readonly string[] = ['public', 'bank'];

/** Working days in Sweden: not a Saturday, a Sunday or a day off. The calendar is large and loaded when it is first asked. */
export class SwedishWorkingDays {
  private calendar: Holidays | null = null;

  isWorkingDay(date: LegalDate): boolean {
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !this.isDayOff(date);
  }

  private isDayOff(date: LegalDate): boolean {
    this.calendar ??= new (load('date-holidays') as typeof Holidays)('SE');
    const found = this.calendar.isHoliday(`${date} 12:00:00`);
    return found !== false && found.some(({ type }) => free.includes(type));
  }
}
