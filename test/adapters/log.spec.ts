import { Log } from '../../libs/adapters/log';
import { families } from '../support/samples';

const [number, other] = [families.urgent.child, families.oneGuardian.child] as const;
const digits = number.replace(/\D/g, '');

interface Line {
  readonly [field: string]: unknown;
}

function logOf(stacks = true): { readonly log: Log; readonly lines: () => readonly Line[] } {
  const written: string[] = [];
  const log = new Log('info', stacks, { write: (line: string) => written.push(line) });
  return { log, lines: () => written.map((line) => JSON.parse(line) as Line) };
}

describe('a number of a person that gets into the log', () => {
  it.each([
    digits,
    digits.slice(2),
    `${digits.slice(0, 8)}-${digits.slice(8)}`,
    `${digits.slice(2, 8)}-${digits.slice(8)}`,
    `${digits.slice(2, 8)}+${digits.slice(8)}`,
    `${digits.slice(0, 8)} ${digits.slice(8)}`,
  ])('is blotted out, written as %#', (written) => {
    const { log, lines } = logOf();
    log.notice({ route: `/v1/persons/${written}/x`, said: `of ${written}, and ${other}` }, `asked ${written}`);
    const stars = '*'.repeat(written.length);
    expect(lines()[0]).toMatchObject({
      route: `/v1/persons/${stars}/x`,
      said: `of ${stars}, and ${'*'.repeat(other.length)}`,
      msg: `asked ${stars}`,
    });
  });

  it('is blotted out as a bare number too, and the line stays JSON', () => {
    const { log, lines } = logOf();
    log.notice({ value: Number(digits), last: Number(digits) }, 'x');
    expect(lines()[0]).toMatchObject({ value: 0, last: 0 });
  });
});

it('what is no number of anybody stays: ids, times, positions, other digits', () => {
  const { log, lines } = logOf();
  const wrongCheck = `${digits.slice(0, 11)}${String((Number(digits.slice(11)) + 1) % 10)}`;
  const fields = {
    traceId: `${digits.slice(0, 8)}-${digits.slice(8)}-4abc-8def-0123456789ab`,
    position: 4_294_967_296,
    at: '2026-11-27T20:15:30.123Z',
    wrongCheck,
    longer: `${digits}7`,
  };
  log.notice(fields, 'request');
  expect(lines()[0]).toMatchObject(fields);
});

describe('a fault', () => {
  const fault = new TypeError(`of ${number}`, { cause: new RangeError('within') });

  it('is told by its class and where it was thrown, never by its text', () => {
    const { log, lines } = logOf();
    log.fault(fault, 'trace');
    expect(lines()[0]).toMatchObject({
      traceId: 'trace',
      error: 'TypeError',
      where: expect.arrayContaining([expect.stringContaining('log.spec')]) as unknown,
      cause: { error: 'RangeError' },
    });
    expect(JSON.stringify(lines())).not.toMatch(/within|\*\*/);
  });

  it('says in production nothing of where', () => {
    const { log, lines } = logOf(false);
    log.fault(fault);
    expect(lines()[0]).toMatchObject({ error: 'TypeError', code: null, cause: { error: 'RangeError', code: null } });
    expect(JSON.stringify(lines())).not.toMatch(/where|stack|log\.spec/);
  });
});
