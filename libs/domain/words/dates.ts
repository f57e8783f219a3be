import { Temporal } from 'temporal-polyfill';
import { Instant, LegalDate } from '../terms';

const zone = 'Europe/Stockholm';

/** The calendar date in Sweden at the instant. */
export function legalDateOf(instant: Instant): LegalDate {
  if (instant < firstWholeHourOffset) return swedishDate(instant);
  const hour = instant.slice(0, 'YYYY-MM-DDTHH'.length);
  const known = datesByHour.get(hour);
  if (known !== undefined) return known;
  const date = swedishDate(instant);
  if (datesByHour.size >= rememberedHours) datesByHour.clear();
  datesByHour.set(hour, date);
  return date;
}

/** A real date of the years 0001-9999 written `YYYY-MM-DD` and nothing else; otherwise null. */
export function parseLegalDate(text: string): LegalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return null;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
  return text as LegalDate;
}

/** RFC 3339 with `Z` or a numeric offset, at most nine decimals, cut (never rounded up) to milliseconds in UTC.
 *  Null for anything else: leap seconds, 24:00, dates alone, years outside 0001-9999. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return null;
  try {
    const normalised = utc(Temporal.Instant.from(text));
    return fourDigitYear(text) && fourDigitYear(normalised) ? (normalised as Instant) : null;
  } catch {
    return null;
  }
}

/** A date that has a day before it and a day after it: what a caller names is counted from. */
export function parseCallersDate(text: string): LegalDate | null {
  const date = parseLegalDate(text);
  return date === null || date === '0001-01-01' || date === '9999-12-31' ? null : date;
}

/** Not in the last year that has four digits: deadlines are counted from it. */
export function parseCallersInstant(text: string): Instant | null {
  const instant = parseInstant(text);
  return instant === null || instant.startsWith('9999') ? null : instant;
}

/** Throws a RangeError outside the years 0001-9999, where dates no longer sort as text. */
export const addDays = (date: LegalDate, days: number): LegalDate =>
  fourDigits(new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, -'T00:00:00.000Z'.length));

/** Calendar days from one to the other; negative where that is the earlier. */
export const daysBetween = (from: LegalDate, to: LegalDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;

export const dayBefore = (date: LegalDate): LegalDate => addDays(date, -1);

/** The day on which somebody reaches an age. Whoever is born on 29 February reaches it on 28 February in common years
 *  (Lag 1930:173, taken to hold for every limit here). */
export function birthday(birthDate: LegalDate, age: number): LegalDate {
  const year = Number(birthDate.slice(0, 4)) + age;
  return birthDate.endsWith('-02-29')
    ? legal(Temporal.PlainDate.from({ year, month: 2, day: 29 }, { overflow: 'constrain' }))
    : fourDigits(`${String(year).padStart(4, '0')}${birthDate.slice(4)}`);
}

/** Whole years reached on the date, counted by `birthday`; negative before birth. */
export function ageOn(birthDate: LegalDate, date: LegalDate): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthday(birthDate, years) <= date ? years : years - 1;
}

/** Throws a RangeError outside the years 0001-9999. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  const moved = new Date(Date.parse(instant) + minutes * minuteMs).toISOString();
  if (!fourDigitYear(moved)) throw new RangeError('the instant is outside the years 0001-9999');
  return moved as Instant;
}

/** The same time of day in Sweden, so many calendar days later. */
export const sameTimeAfter = (instant: Instant, days: number): Instant =>
  utc(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add({ days }).toInstant()) as Instant;

/** When the date begins in Sweden. */
export function startOfDay(date: LegalDate): Instant {
  const known = startsOfDays.get(date);
  if (known !== undefined) return known;
  const start = utc(Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant()) as Instant;
  if (startsOfDays.size >= rememberedDays) startsOfDays.clear();
  startsOfDays.set(date, start);
  return start;
}

/** `YYYY-MM`. */
export const monthOf = (date: LegalDate): string => date.slice(0, 'YYYY-MM'.length);

/** Before 1900 the offset from UTC was not whole hours, and a UTC hour could hold a midnight. */
const firstWholeHourOffset = '1900-01-02';
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Some seven years. */
const rememberedHours = 65_536;
const datesByHour = new Map<string, LegalDate>();
/** Some forty-five years. */
const rememberedDays = 16_384;
const startsOfDays = new Map<LegalDate, Instant>();

const swedishDate = (instant: Instant): LegalDate =>
  legal(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate());

const legal = (date: Temporal.PlainDate): LegalDate => fourDigits(date.toString());

function fourDigits(date: string): LegalDate {
  if (!fourDigitYear(date)) throw new RangeError('the date is outside the years 0001-9999');
  return date as LegalDate;
}

const utc = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });

const fourDigitYear = (text: string): boolean => /^\d{4}-/.test(text) && !text.startsWith('0000');
