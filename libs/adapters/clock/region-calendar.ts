import { Calendar, RegionName, regionNamed } from '@sigill/domain';
import { SwedishWorkingDays } from './swedish-working-days';

const workingDays = new SwedishWorkingDays();

/** What the deadlines of a region are counted by. */
export const calendarOf = (region: RegionName): Calendar => ({
  isWorkingDay: (date) => workingDays.isWorkingDay(date),
  policies: regionNamed(region).policies,
});
