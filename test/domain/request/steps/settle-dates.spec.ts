import { CommandOf, FieldFault } from '@sigill/domain';
import { as, given } from '../../../support/domain/asking';
import { grant, hour, past, urgentPast } from '../../../support/domain/block-case';
import { along, begin, procedureOf, step, walk } from '../../../support/domain/journey';
import { date, head, instant, mother } from '../../../support/domain/people';

type Body = CommandOf<'decision'>['data'];
const decides = (changes: Partial<Body>) =>
  ({ action: 'decision', data: { outcome: 'granted', grounds: 'Skäl.', ...changes } }) as const;
const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });

describe('the dates of a decision', () => {
  const later = instant('2026-12-01T09:00:00.000Z');
  const granting = (changes: Partial<Body>, now = later) =>
    given(...past.consulted).when(decides(changes), as(head, { now }));

  it('count as the day of the decision when the first day has passed meanwhile', () => {
    expect(granting({}).event().data).toMatchObject({ validFrom: '2026-12-01' });
    expect(granting({}, hour(11)).event().data).toMatchObject({ validFrom: '2026-11-23' });
  });

  it('stay when the first day is yet to come', () => {
    const [opening, ...rest] = past.consulted;
    const coming = { ...opening, data: { ...opening.data, validFrom: date('2027-02-01') } };
    expect(
      given(coming, ...rest)
        .when(grant, as(head, { now: later }))
        .event().data,
    ).toMatchObject({
      validFrom: '2027-02-01',
    });
  });

  it.each([
    ['validFrom', '2026-12-01', null],
    ['validFrom', '2027-06-01', null],
    ['validFrom', '2026-11-30', 'date-not-allowed'],
    ['reviewBy', '2026-12-01', null],
    ['reviewBy', '2026-11-30', 'date-not-allowed'],
  ])('that the decision itself names are not past: %s %s, %s', (field, day, code) => {
    const asked = granting({ [field]: date(day) });
    if (code === null) expect(asked.event().data).toMatchObject({ [field]: day });
    else asked.refused('date-not-allowed');
  });

  it('have no last day but with an extension', () => {
    granting({ validUntil: date('2027-01-01') }).refused('invalid-body', fault('/validUntil', 'not-applicable'));
  });

  it('keep the day of the call on the urgent track', () => {
    const event = given(...urgentPast.consulted)
      .when(grant, as(head, { now: later }))
      .event();
    expect(event.data).toMatchObject({ validFrom: '2026-11-23' });
  });

  describe('of an extension', () => {
    const journey = walk(begin(procedureOf('extension.guardian'), 'ordinary'), 'consulted');
    const until = (changes: Partial<Body>, now = later) => along(journey).when(decides(changes), { now });

    it.each([
      [{ validUntil: date('2027-12-31') }, null],
      [{ validUntil: date('2028-01-01') }, 'age-outside-window'],
      [{ validUntil: date('2026-11-30') }, 'date-not-allowed'],
      [{ validFrom: date('2027-03-01'), validUntil: date('2027-02-28') }, 'date-not-allowed'],
      [{ validFrom: date('2028-01-01') }, 'age-outside-window'],
    ])('%j: %s', (changes, code) => expect(until(changes).code()).toBe(code));

    it('are judged by the age on the day that it begins', () => {
      until({}, instant('2027-12-31T12:00:00.000Z')).accepted();
      until({}, instant('2027-12-31T23:00:00.000Z')).refused('age-outside-window');
    });

    it('stand in the plan', () => {
      const { state } = step(journey, decides({ validUntil: date('2027-05-31') }));
      expect(state.plan[0]?.effects).toStrictEqual([
        {
          does: 'begin',
          measure: 'extension',
          person: mother.id,
          unit: state.unit.hsaId,
          from: 'valid-from',
          until: '2027-05-31',
        },
      ]);
    });
  });
});
