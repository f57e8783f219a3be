import { measuresOf } from '@sigill/domain';
import { inForceBefore, opened, procedureOf, step, walk } from '../../support/domain/journey';
import { date, instant } from '../../support/domain/people';

describe('an extension-end that is told after the extension’s last day', () => {
  it('ended it on the day when it was removed', () => {
    const extension = inForceBefore('extension.guardian', 500, { validUntil: date('2026-11-26') });
    const others = [extension];
    const submitted = walk(
      opened(procedureOf('extension-end'), 'ordinary', { others, number: 1, at: instant('2026-11-23T06:00:00.000Z') }),
      'submitted',
    );
    const receipts = [{ item: 'minor-access-removed', performedAt: instant('2026-11-24T09:00:00.000Z') }];
    const told = step(
      submitted,
      { action: 'execution', data: { receipts } },
      { now: instant('2026-11-30T09:00:00.000Z') },
    );
    expect(measuresOf([...others, told.state]).map(({ kind, until }) => [kind, until])).toStrictEqual([
      ['extension', '2026-11-24'],
    ]);
  });
});
