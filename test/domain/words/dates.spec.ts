import fc from 'fast-check';
import {
  addDays,
  addMinutes,
  ageOn,
  birthday,
  dayBefore,
  legalDateOf,
  monthOf,
  parseInstant,
  parseLegalDate,
} from '../../../libs/domain/words/dates';
import { Instant, LegalDate } from '../../../libs/domain/terms';

const date = (text: string): LegalDate => text as LegalDate;
const instant = (text: string): Instant => text as Instant;
const runs = { seed: 20261121, numRuns: 500 };

describe('the legal date of an instant', () => {
  it.each([
    ['2026-11-21T22:59:59.999Z', '2026-11-21'],
    ['2026-11-21T23:00:00.000Z', '2026-11-22'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['2027-03-27T22:59:59.999Z', '2027-03-27'],
    ['2027-03-27T23:00:00.000Z', '2027-03-28'],
    ['2027-03-28T21:59:59.999Z', '2027-03-28'],
    ['2027-03-28T22:00:00.000Z', '2027-03-29'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['1979-07-01T22:30:00.000Z', '1979-07-01'],
    ['2038-01-19T03:14:08.000Z', '2038-01-19'],
  ])('%s is %s in Sweden', (at, expected) => expect(legalDateOf(instant(at))).toBe(expected));

  it('is the same however often and in whatever order it is asked, through every hour of a year', () => {
    const start = Date.parse('2026-01-01T00:00:00.000Z');
    const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });
    const minutes = fc.integer({ min: 0, max: 366 * 24 * 60 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const at = new Date(start + minute * 60_000);
        expect(legalDateOf(instant(at.toISOString()))).toBe(formatter.format(at));
      }),
      runs,
    );
  });

  it('is right before 1900, when a UTC hour could hold a Swedish midnight', () => {
    expect(legalDateOf(instant('1850-06-01T22:00:00.000Z'))).toBe('1850-06-01');
    expect(legalDateOf(instant('1850-06-01T23:59:59.000Z'))).toBe('1850-06-02');
  });

  it('stays right after more hours than are remembered', () => {
    const start = Date.parse('2020-01-01T22:30:00.000Z');
    const days = Array.from({ length: 5_000 }, (_, hour) =>
      legalDateOf(instant(new Date(start + hour * 3_600_000).toISOString())),
    );
    expect(days[0]).toBe('2020-01-01');
    expect(days[1]).toBe('2020-01-02');
    expect(legalDateOf(instant('2020-01-01T22:30:00.000Z'))).toBe('2020-01-01');
  });
});

describe('a date of law', () => {
  it.each(['2026-11-21', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) =>
    expect(parseLegalDate(text)).toBe(text),
  );

  it.each([
    '',
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '+010000-01-01',
    '-002026-01-01',
    '10000-01-01',
    '2026-1-1',
    '20261121',
    '2026-11-21T00:00:00Z',
    '2026-11-21 ',
    ' 2026-11-21',
    '2026-11-21\n',
    '2026-W47-6',
    '2026-325',
    '1763683200',
    '２０２６-11-21',
    '2026‐11‐21',
    '2026-11-21[u-ca=iso8601]',
  ])('%j is none', (text) => expect(parseLegalDate(text)).toBeNull());
});

describe('an instant in a message', () => {
  it.each([
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21t10:00:00z', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00.1Z', '2026-11-21T10:00:00.100Z'],
    ['2026-11-21T10:00:00.999999999Z', '2026-11-21T10:00:00.999Z'],
    ['2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
    ['2026-11-21T10:00:00-00:00', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T10:00:00+14:00', '2026-11-20T20:00:00.000Z'],
    ['2026-11-21T10:00:00-12:00', '2026-11-21T22:00:00.000Z'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
    ['2027-03-28T02:30:00+01:00', '2027-03-28T01:30:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s in UTC', (text, expected) => expect(parseInstant(text)).toBe(expected));

  it.each([
    '',
    '2026-11-21',
    '2026-11-21T10:00Z',
    '2026-11-21T10:00:00',
    '2026-11-21 10:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T10:60:00Z',
    '2026-02-30T10:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '0000-12-31T23:00:00-02:00',
    '9999-12-31T23:59:59-12:00',
    '+010000-01-01T00:00:00Z',
    '-002026-11-21T10:00:00Z',
    '2026-11-21T10:00:00+24:00',
    '2026-11-21T10:00:00+01:60',
    '2026-11-21T10:00:00+0100',
    '2026-11-21T10:00:00,5Z',
    '2026-11-21T10:00:00.Z',
    '2026-11-21T10:00:00.0000000000Z',
    '2026-11-21T10:00:00Z[Europe/Stockholm]',
    '2026-W47-6T10:00:00Z',
    '20261121T100000Z',
    '1763683200',
    '2026-11-21T10:00:00Z\n',
  ])('%j is none', (text) => expect(parseInstant(text)).toBeNull());

  it('comes out in the one form that sorts as text', () => {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
    const instants = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [first, second] = [parseInstant(one.toISOString()), parseInstant(other.toISOString())];
        expect(first).toMatch(form);
        expect(first! < second!).toBe(one.getTime() < other.getTime());
      }),
      runs,
    );
  });
});

describe('a birthday', () => {
  it.each([
    ['2013-11-22', 13, '2026-11-22'],
    ['2010-11-22', 16, '2026-11-22'],
    ['2012-02-29', 13, '2025-02-28'],
    ['2012-02-29', 16, '2028-02-29'],
    ['2012-02-29', 18, '2030-02-28'],
    ['2000-02-29', 13, '2013-02-28'],
    ['2000-02-29', 18, '2018-02-28'],
    ['2008-02-29', 18, '2026-02-28'],
    ['2012-02-28', 13, '2025-02-28'],
    ['2012-03-01', 13, '2025-03-01'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('of somebody born on %s is for %i years on %s', (born, age, expected) =>
    expect(birthday(date(born), age)).toBe(expected),
  );

  it.each([
    ['2013-11-22', '2026-11-21', 12],
    ['2013-11-22', '2026-11-22', 13],
    ['2012-02-29', '2025-02-27', 12],
    ['2012-02-29', '2025-02-28', 13],
    ['2012-02-29', '2028-02-28', 15],
    ['2012-02-29', '2028-02-29', 16],
    ['2012-02-29', '2030-02-28', 18],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-11-21', '2026-11-20', -1],
  ])('makes somebody born on %s on %s %i years old', (born, on, age) => expect(ageOn(date(born), date(on))).toBe(age));

  it('is the first day of the age, for every birth', () => {
    const births = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(births, fc.integer({ min: 1, max: 110 }), (birth, age) => {
        const born = date(birth.toISOString().slice(0, 10));
        expect(ageOn(born, birthday(born, age))).toBe(age);
        expect(ageOn(born, dayBefore(birthday(born, age)))).toBe(age - 1);
      }),
      runs,
    );
  });
});

describe('counting in days and minutes', () => {
  it('crosses months, years and leap days', () => {
    expect(addDays(date('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(date('2026-01-10'), -10)).toBe('2025-12-31');
    expect(dayBefore(date('2027-03-01'))).toBe('2027-02-28');
    expect(monthOf(date('2026-11-21'))).toBe('2026-11');
  });

  it('adds minutes of real time, also over the change of the clock', () => {
    expect(addMinutes(instant('2027-03-28T00:59:00.000Z'), 5)).toBe('2027-03-28T01:04:00.000Z');
    expect(addMinutes(instant('2026-11-21T10:00:00.123Z'), -1)).toBe('2026-11-21T09:59:00.123Z');
  });

  it('stops at the end of what sorts as text', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => dayBefore(date('0001-01-01'))).toThrow(RangeError);
    expect(() => addMinutes(instant('9999-12-31T23:59:59.999Z'), 1)).toThrow(RangeError);
  });
});
