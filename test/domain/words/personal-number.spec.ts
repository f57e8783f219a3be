import fc from 'fast-check';
import {
  birthDateOf,
  formatPersonalNumber,
  maskPersonalNumber,
  parsePersonNumber,
} from '../../../libs/domain/words/personal-number';
import { LegalDate, PersonalNumber } from '../../../libs/domain/terms';

const day = (text: string): LegalDate => text as LegalDate;
const today = day('2026-11-21');
const child = '201701012393' as PersonalNumber;
const personal = (number: string) => ({ kind: 'personal', number });
const noNumber = { kind: 'invalid', fault: 'no-number' };
const wrongNumber = { kind: 'invalid', fault: 'wrong-number' };
const otherType = { kind: 'other-type' };

describe('what is no personal number', () => {
  it.each(['201311212384', '131121-2384', '201302302385', '201302292388', '201713012393', '202711052396'])(
    '%s is written as one, and cannot be right',
    (text) => expect(parsePersonNumber(text, today)).toEqual(wrongNumber),
  );

  it.each(['', '1701012393', '20170101--2393', '20170101+2393', ' 201701012393', 'Barn 20170101-2393'])(
    '%j is not written as one',
    (text) => expect(parsePersonNumber(text, today)).toEqual(noNumber),
  );
});

describe('a personal number', () => {
  it.each([
    ['201701012393', '201701012393'],
    ['20170101-2393', '201701012393'],
    ['170101-2393', '201701012393'],
    ['131121-2383', '201311212383'],
    ['890301-2386', '198903012386'],
    ['120229-2387', '201202292387'],
    ['20080229-2391', '200802292391'],
    ['20261105-2396', '202611052396'],
  ])('written %s is %s', (input, number) => expect(parsePersonNumber(input, today)).toEqual(personal(number)));

  it('takes the century of the short forms from the day it is read', () => {
    expect(parsePersonNumber('081121-2380', day('2107-12-31'))).toEqual(personal('200811212380'));
    expect(parsePersonNumber('081121+2380', day('2108-01-01'))).toEqual(personal('200811212380'));
    expect(parsePersonNumber('081121+2380', day('2207-12-31'))).toEqual(personal('200811212380'));
    expect(parsePersonNumber('081121-2380', day('2108-01-01'))).toEqual(wrongNumber);
    expect(parsePersonNumber('081121-2380', day('2108-11-21'))).toEqual(personal('210811212380'));
  });

  it('is right from the day of birth on', () => {
    expect(parsePersonNumber('202611052396', day('2026-11-04'))).toEqual(wrongNumber);
    expect(parsePersonNumber('261105-2396', day('2026-11-04'))).toEqual(wrongNumber);
    expect(parsePersonNumber('202611052396', day('2026-11-05'))).toEqual(personal('202611052396'));
    expect(parsePersonNumber('261105-2396', day('2026-11-05'))).toEqual(personal('202611052396'));
  });

  it.each([
    ['a wrong check digit', '201311212384'],
    ['a wrong check digit in the short form', '131121-2384'],
    ['an impossible date', '201302302385'],
    ['29 February of a common year', '201302292388'],
    ['month 13', '201713012393'],
    ['day 32', '201701322393'],
    ['day 92', '201701922393'],
    ['year 0000', '000001012393'],
    ['birth number 000', '201701010000'],
    ['a letter among the last four of an impossible date', '20130230-T385'],
    ['a letter among the last four of a birth to come', '20261122-T385'],
    ['month 00 and a letter among the last four', '20170001-T239'],
    ['a wrong check digit and month 00', '201700012393'],
    ['a wrong check digit and day 60', '201701602393'],
    ['month 00 of a year to come', '202700012391'],
    ['month 13 and day 00', '201713002390'],
  ])('with %s is wrong', (_fault, input) => expect(parsePersonNumber(input, today)).toEqual(wrongNumber));

  it.each([
    ['no digits', ''],
    ['ten digits without a sign', '1701012393'],
    ['a plus with twelve digits', '20170101+2393'],
    ['a doubled sign', '20170101--2393'],
    ['a lost digit', '20170101239'],
    ['thirteen digits', '2017010123930'],
    ['a leading space', ' 201701012393'],
    ['a trailing space', '201701012393 '],
    ['a trailing newline', '201701012393\n'],
    ['a space inside', '20170101 2393'],
    ['a no-break space', '20170101\u00a02393'],
    ['a NUL inside', '20170101\u00002393'],
    ['a right-to-left override', '\u202e201701012393'],
    ['a typographic hyphen', '20170101\u20102393'],
    ['a minus sign', '20170101\u22122393'],
    ['full-width digits', '２０１７０１０１２３９３'],
    ['Arabic digits', '٢٠١٧٠١٠١٢٣٩٣'],
    ['one homoglyph', '2O1701012393'],
    ['a Cyrillic letter among the last four', '20170101-23\u041e3'],
    ['two numbers', '201701012393 202206142396'],
    ['a number in a text', 'Barn 20170101-2393'],
    ['an exponent', '2.01701012393e11'],
    ['a name of the language', '__proto__'],
    ['letters in the date', '2017O1O1-2393'],
  ])('with %s is none', (_fault, input) => expect(parsePersonNumber(input, today)).toEqual(noNumber));

  it.each([
    ['a coordination number', '20140381-2389'],
    ['a coordination number of twelve digits', '201107722397'],
    ['a coordination number in the short form', '140381-2389'],
    ['a published test number with month 00', '20170001-2394'],
    ['a published test number with day 00', '201701002394'],
    ['a published test number with day 60', '20170160-2391'],
    ['a published test number with month 00 and day 61', '170061-2391'],
    ['a published test number with month 00 and day 00', '20170000-2395'],
    ['a reserve number', '20170101-T239'],
    ['a reserve number of twelve signs', '20170101K23X'],
    ['a reserve number in small letters', '20170101-23a3'],
    ['a reserve number in the short form', '170101-T239'],
  ])('is not %s', (_kind, input) => expect(parsePersonNumber(input, today)).toEqual(otherType));

  it('is not a coordination number with a wrong check digit either: that is invalid', () => {
    expect(parsePersonNumber('20140381-2388', today)).toEqual(wrongNumber);
    expect(parsePersonNumber('20261282-2389', today)).toEqual(wrongNumber);
  });

  it('is refused at once in a hundred thousand characters', () => {
    for (const unit of ['1', '2017', '-', '20170101-', '+', 'A', ' ']) {
      expect(parsePersonNumber(unit.repeat(100_000), today)).toEqual(noNumber);
    }
  });

  it('has one check digit for every date and birth number, and comes back as it was from its written form', () => {
    const births = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-21'), noInvalidDate: true });
    fc.assert(
      fc.property(births, fc.integer({ min: 1, max: 999 }), (birth, serial) => {
        const nine = birth.toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(3, '0');
        const right = [...'0123456789'].map((check) => parsePersonNumber(nine + check, today)).filter(isPersonal);
        expect(right.map(({ number }) => number)).toEqual([nine + luhn(nine.slice(2))]);
        const { number } = right[0]!;
        expect(parsePersonNumber(formatPersonalNumber(number), today)).toEqual(right[0]);
        expect(birthDateOf(number)).toBe(birth.toISOString().slice(0, 10));
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it('is never found in a string of another form', () => {
    const form = /^(\d{8}-?[0-9A-Za-z]{4}|\d{6}[-+][0-9A-Za-z]{4})$/;
    const signs = fc.constantFrom(...'0123456789-+ AzÅ٣３.\n\0');
    const near = fc
      .tuple(fc.nat(12), signs)
      .map(([at, sign]) => `20170101-2393`.slice(0, at) + sign + '20170101-2393'.slice(at));
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: signs, maxLength: 15 }), fc.string()), (input) => {
        fc.pre(!form.test(input));
        expect(parsePersonNumber(input, today)).toEqual(noNumber);
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
  });

  it('is shown with a hyphen, or masked', () => {
    expect(formatPersonalNumber(child)).toBe('20170101-2393');
    expect(maskPersonalNumber(child)).toBe('20170101-****');
    expect(birthDateOf(child)).toBe('2017-01-01');
  });
});

const isPersonal = (
  parsed: ReturnType<typeof parsePersonNumber>,
): parsed is { kind: 'personal'; number: PersonalNumber } => parsed.kind === 'personal';

function luhn(digits: string): number {
  const sum = [...digits]
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + (product > 9 ? product - 9 : product), 0);
  return (10 - (sum % 10)) % 10;
}
