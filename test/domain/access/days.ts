import { Instant, LegalDate } from '../../../libs/domain/terms';

/** Days by plain arithmetic, apart from the code under test. */

export const daysFrom = (start: LegalDate, days: number): LegalDate =>
  new Date(Date.parse(start) + days * dayMs).toISOString().slice(0, 10) as LegalDate;

/** The calendar day in Sweden, from 1996 on: summer time runs from the last Sunday of March to that of October, 01:00 UTC. */
export function swedishDay(at: Instant): LegalDate {
  const known = days.get(at);
  if (known !== undefined) return known;
  const moment = Date.parse(at);
  const year = Number(at.slice(0, 4));
  const summer = moment >= lastSunday(year, 3) && moment < lastSunday(year, 10);
  const day = new Date(moment + (summer ? 2 : 1) * hourMs).toISOString().slice(0, 10) as LegalDate;
  days.set(at, day);
  return day;
}

/** Whole years; who is born on 29 February has the birthday on the 28th in common years. */
export function ageInYears(birthDate: LegalDate, day: LegalDate): number {
  const year = Number(day.slice(0, 4));
  const common = year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0);
  const birthday = birthDate.endsWith('-02-29') && common ? '02-28' : birthDate.slice(5);
  return year - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthday ? 1 : 0);
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * dayMs;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = new Map<Instant, LegalDate>();
