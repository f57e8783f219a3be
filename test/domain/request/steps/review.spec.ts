import { decide } from '@sigill/domain';
import { afternoon, as, contextOf, given, refusalOf, stateAfter } from '../../../support/domain/asking';
import { hour, past, urgentPast } from '../../../support/domain/block-case';
import { along, begin, inForceBefore, procedureOf, step, walk } from '../../../support/domain/journey';
import { date, head } from '../../../support/domain/people';

const review = (reviewBy: string) =>
  ({ action: 'review', data: { reviewBy: date(reviewBy), grounds: 'Hotbilden kvarstår.' } }) as const;
const tomorrow = '2026-11-24';

describe('the review of a measure', () => {
  it('is recorded, and says by when it is reviewed next; state and outcome stay', () => {
    const asked = as(head, { now: hour(14) });
    const data = { by: head, at: hour(14), reviewBy: date('2027-11-23'), grounds: 'Hotbilden kvarstår.' };
    const reviewed = { type: 'MeasureReviewed', occurredAt: hour(14), persons: [], data } as const;
    given(...past.executed)
      .when(review('2027-11-23'), asked)
      .then(reviewed);
    const before = stateAfter(past.executed);
    const { state, outcome, reviewBy, said } = stateAfter([...past.executed, reviewed]);
    expect([state, outcome, reviewBy, said.reviewDays]).toStrictEqual([
      before.state,
      before.outcome,
      '2027-11-23',
      [{ in: 'review', reviewBy: '2027-11-23', at: hour(14), by: head }],
    ]);
  });

  it('names a day in the future, tomorrow at the earliest', () => {
    const on = (day: string) => given(...past.closed).when(review(day), as(head));
    on(tomorrow).accepted();
    for (const day of ['2026-11-23', '2026-11-22']) {
      on(day).refused('date-not-allowed', { pointer: '/reviewBy', code: 'date-not-allowed' });
    }
    const { state } = given(...past.closed);
    const refusal = refusalOf(() => decide(review('2026-11-23'), state, contextOf(state, as(head))));
    expect(refusal?.details.limit?.en).toBe('The first day allowed is 2026-11-24.');
  });

  it.each([
    ['before it is executed', past.submitted],
    ['of a refused case', past.refused],
  ] as const)('cannot come %s: nothing of it is in force', (_, events) => {
    given(...events)
      .when(review(tomorrow), as(head))
      .refused('no-measure-in-force');
  });

  it.each(['extension.minor', 'block-renewal'])('is not of %s, which begins no protection', (name) => {
    along(walk(begin(procedureOf(name), 'ordinary'), 'executed'))
      .when(review('2027-11-24'))
      .refused('no-measure-in-force');
  });

  it('cannot come when another request has ended the measure', () => {
    const block = inForceBefore('block', 500);
    const ending = walk({ ...begin(procedureOf('block-end'), 'ordinary'), others: [block] }, 'executed').state;
    const journey = { ...begin(procedureOf('block'), 'ordinary'), state: block };
    const asked = { now: afternoon };
    along({ ...journey, others: [] })
      .when(review('2027-11-24'), asked)
      .accepted();
    along({ ...journey, others: [ending] })
      .when(review('2027-11-24'), asked)
      .refused('no-measure-in-force');
  });

  it('is of a called block too, from its first receipt on, and outlives a decision that names no day', () => {
    given(...urgentPast.called)
      .when(review(tomorrow), as(head))
      .refused('no-measure-in-force');
    const reviewed = step(walk(begin(procedureOf('block'), 'urgent'), 'executed-provisionally'), review('2027-02-01'));
    expect(walk(reviewed, 'decided').state.reviewBy).toBe('2027-02-01');
  });
});
