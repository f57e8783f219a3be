import Personnummer from 'personnummer';
import { parseLegalDate } from './dates';
import { LegalDate, PersonalNumber } from '../terms';

/** `no-number`: not written as one; `wrong-number`: written as one, and the date or the check digit cannot be.
 *  `other-type`: a coordination or reserve number; rightly written, but its holder cannot use 1177 (S1, KR1). */
export type ParsedPersonNumber =
  | { readonly kind: 'personal'; readonly number: PersonalNumber }
  | { readonly kind: 'other-type' }
  | { readonly kind: 'invalid'; readonly because: 'no-number' | 'wrong-number' };

/** Accepts exactly `YYYYMMDDNNNN`, `YYYYMMDD-NNNN`, `YYMMDD-NNNN` and `YYMMDD+NNNN` with a birth on `today` at the latest.
 *  The century of the short forms is taken from `today`: `+` is written from the year in which a person turns 100. */
export function parsePersonNumber(input: string, today: LegalDate): ParsedPersonNumber {
  const parts = written(input, today);
  if (parts === null) return { kind: 'invalid', because: 'no-number' };
  const coordination = Number(parts.day) > coordinationDays;
  const birthDay = coordination ? String(Number(parts.day) - coordinationDays).padStart(2, '0') : parts.day;
  const birthDate = parseLegalDate(`${parts.year}-${parts.month}-${birthDay}`);
  if (birthDate === null || birthDate > today) return invalid;
  if (/[A-Za-z]/.test(parts.serial)) return otherType;
  const tenDigits = `${parts.year.slice(2)}${parts.month}${parts.day}${parts.serial}`;
  if (!rightCheckDigit(tenDigits)) return invalid;
  return coordination
    ? otherType
    : { kind: 'personal', number: `${parts.year.slice(0, 2)}${tenDigits}` as PersonalNumber };
}

/** Twelve digits, as a register writes an ordinary number; otherwise null. Whether its holder is born yet is not asked. */
export function parsePersonalNumber(text: string): PersonalNumber | null {
  if (!/^\d{12}$/.test(text)) return null;
  const parsed = parsePersonNumber(text, lastDayOfTime);
  return parsed.kind === 'personal' ? parsed.number : null;
}

/** `YYYYMMDD-NNNN`. */
export const formatPersonalNumber = (number: PersonalNumber): string => `${number.slice(0, 8)}-${number.slice(8)}`;

/** `YYYYMMDD-****`, for those who need no more. */
export const maskPersonalNumber = (number: PersonalNumber): string => `${number.slice(0, 8)}-****`;

export const birthDateOf = (number: PersonalNumber): LegalDate =>
  `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}` as LegalDate;

const lastDayOfTime = '9999-12-31' as LegalDate;
/** Added to the day of birth in a coordination number (samordningsnummer). */
const coordinationDays = 60;
const invalid: ParsedPersonNumber = { kind: 'invalid', because: 'wrong-number' };
const otherType: ParsedPersonNumber = { kind: 'other-type' };

/** False also for birth number 000. The check digit does not see the century. A far one keeps the package's own date test
 *  out of play: that test reads the process's time zone, and some zones have skipped a day. */
const rightCheckDigit = (tenDigits: string): boolean => Personnummer.valid(`24${tenDigits}`);

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** Three of birth number and the check digit; letters in a reserve number. */
  readonly serial: string;
}

function written(input: string, today: LegalDate): Parts | null {
  const long = /^(\d{4})(\d{2})(\d{2})-?([0-9A-Za-z]{4})$/.exec(input);
  if (long !== null) return parts(long[1], long[2], long[3], long[4]);
  const short = /^(\d{2})(\d{2})(\d{2})([-+])([0-9A-Za-z]{4})$/.exec(input);
  if (short === null) return null;
  return parts(fullYear(Number(short[1]), short[4] === '+', today), short[2], short[3], short[5]);
}

const parts = (year = '', month = '', day = '', serial = ''): Parts => ({ year, month, day, serial });

function fullYear(twoDigits: number, plus: boolean, today: LegalDate): string {
  const thisYear = Number(today.slice(0, 4));
  const latest = thisYear - ((thisYear - twoDigits) % 100);
  return String(plus ? latest - 100 : latest).padStart(4, '0');
}
