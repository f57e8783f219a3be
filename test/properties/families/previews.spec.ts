import { addMinutes, LegalDate } from '@sigill/domain';
import fc from 'fast-check';
import { asIfExecuted } from '../../../libs/application/queries/preview';
import { daysFrom, swedishDay } from '../../domain/access/days';
import { roads } from '../../support/domain/journey';
import { livedBy } from './life';
import { executed, open, Preview, previewed } from './previews';
import { families } from './throws';

const runs = { seed: 20261126, numRuns: 400 };

/** Which procedures, by track and state, were both previewed and executed. */
type Reached = Set<string>;

/** For every open request of a family, on a day soon or later. @throws where the preview tells something else */
function judgePreviews(preview: Preview, reached: Reached): void {
  const property = fc.property(families, fc.nat(60), fc.nat(3), (family, days, ending) => {
    const lived = livedBy(family);
    const on: LegalDate = daysFrom(swedishDay(addMinutes(lived.end.now, 60 * 24)), days);
    for (const request of open(lived)) {
      const ends =
        request.procedure.name === 'block-renewal'
          ? request.guardians.filter((_, index) => (ending >> index) % 2 === 1)
          : [];
      const supposed = { request, on, ends: request.decision === null ? ends : [] };
      const then = executed(lived, supposed);
      if (then === null) continue;
      expect(previewed(preview, lived, supposed)).toStrictEqual(then);
      reached.add(`${request.track} ${request.procedure.name}`);
      if (Object.keys(request.receipts).length > 0) reached.add('half executed');
    }
  });
  fc.assert(property, { ...runs, endOnFailure: true });
}

describe('a preview', () => {
  const reached: Reached = new Set();

  it('tells what the execution then does', () => {
    judgePreviews(asIfExecuted, reached);
  });

  it('was held against the execution of every procedure on every track, and of half-executed cases', () => {
    const all = roads.map(([name, track]) => `${track} ${name}`);
    expect([...reached].sort()).toStrictEqual([...all, 'half executed'].sort());
  });

  it.each<[string, Preview]>([
    [
      'executes today, whatever the day',
      (state, ends, _, context) => asIfExecuted(state, ends, context.today, context),
    ],
    ['ends everything that is renewed', (state, _, ...asked) => asIfExecuted(state, state.guardians, ...asked)],
    [
      'plans anew what has been done',
      (state, ends, on, context) => {
        const supposed = asIfExecuted(state, ends, on, context);
        return { ...supposed, plan: supposed.plan.filter(({ item }) => state.receipts[item] === undefined) };
      },
    ],
  ])('is found out when it %s', (_, preview) => {
    expect(() => {
      judgePreviews(preview, new Set());
    }).toThrow('Property failed');
  });
});
