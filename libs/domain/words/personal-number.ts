import { parseLegalDate } from './dates';
import { LegalDate, PersonalNumber } from '../terms';

/** `other-type`: a coordination or reserve number; rightly written, but its holder cannot use 1177 (S1, KR1).
 *  `no-number`: of another form; `wrong-number`: of the right form, with a date or a check digit that cannot be. */
export type ParsedPersonNumber =
  | { readonly kind: 'personal'; readonly number: PersonalNumber }
  | { readonly kind: 'other-type' }
  | { readonly kind: 'invalid'; readonly fault: NumberFault };
export type NumberFault = 'no-number' | 'wrong-number';

/** Accepts exactly `YYYYMMDDNNNN`, `YYYYMMDD-NNNN`, `YYMMDD-NNNN` and `YYMMDD+NNNN` with a birth on `today` at the latest.
 *  The century of the short forms is taken from `today`: `+` is written from the year in which a person turns 100. */
export function parsePersonNumber(input: string, today: LegalDate): ParsedPersonNumber {
  const parts = written(input, today);
  if (parts === null) return noNumber;
  const birth = birthIn(parts, today);
  if (birth === 'impossible') return wrongNumber;
  if (/[A-Za-z]/.test(parts.serial)) return birth === 'withheld' ? wrongNumber : otherType;
  const tenDigits = `${parts.year.slice(2)}${parts.month}${parts.day}${parts.serial}`;
  if (!isRightlyChecked(tenDigits)) return wrongNumber;
  return birth === 'of-the-holder'
    ? { kind: 'personal', number: `${parts.year.slice(0, 2)}${tenDigits}` as PersonalNumber }
    : otherType;
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
const noNumber: ParsedPersonNumber = { kind: 'invalid', fault: 'no-number' };
const wrongNumber: ParsedPersonNumber = { kind: 'invalid', fault: 'wrong-number' };
const otherType: ParsedPersonNumber = { kind: 'other-type' };

/** What the date in a number tells. `coordination`: a day of birth plus 60. `withheld`: month 00, or day 00 or 60, as in
 *  published test numbers of the coordination kind; no date of birth. `impossible`: a date that never was, or is to come. */
function birthIn(
  { year, month, day }: Parts,
  today: LegalDate,
): 'of-the-holder' | 'coordination' | 'withheld' | 'impossible' {
  const coordination = Number(day) >= coordinationDays;
  const birthDay = coordination ? String(Number(day) - coordinationDays).padStart(2, '0') : day;
  if (month === '00' || birthDay === '00') return couldBe(year, month, birthDay, today) ? 'withheld' : 'impossible';
  const birthDate = parseLegalDate(`${year}-${month}-${birthDay}`);
  if (birthDate === null || birthDate > today) return 'impossible';
  return coordination ? 'coordination' : 'of-the-holder';
}

const couldBe = (year: string, month: string, day: string, today: LegalDate): boolean =>
  year !== '0000' && year <= today.slice(0, 4) && Number(month) <= 12 && Number(day) <= 31;

/** Ten digits: could they be a number, of whatever kind, of a person of whatever century? For those who look for numbers where none
 *  may be. */
export const couldBePersonNumber = (tenDigits: string): boolean =>
  /^\d{10}$/.test(tenDigits) &&
  Number(tenDigits.slice(2, 4)) <= 12 &&
  Number(tenDigits.slice(4, 6)) <= 31 + coordinationDays &&
  isRightlyChecked(tenDigits);

/** The check digit of the Luhn algorithm, which does not see the century; false also for birth number 000. */
function isRightlyChecked(tenDigits: string): boolean {
  const sum = [...tenDigits]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0);
  return sum % 10 === 0 && tenDigits.slice(6, 9) !== '000';
}

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
