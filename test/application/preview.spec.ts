import { decide, Instant, measuresOf, RequestState } from '@sigill/domain';
import { asIfExecuted } from '../../libs/application/queries/preview';
import { contextOf, stateAfter } from '../support/domain/asking';
import { begin, nextHour, procedureOf, walk } from '../support/domain/journey';
import { date, executor, requestId } from '../support/domain/people';

describe('the preview of a half-executed unseal', () => {
  const submitted = walk(begin(procedureOf('unseal.staff'), 'ordinary'), 'submitted');
  const now: Instant = nextHour(submitted.state);
  const asked = { actor: executor, now, others: submitted.others };
  const execution = {
    action: 'execution',
    data: { receipts: [{ item: 'login-unlocked', performedAt: now }] },
  } as const;
  const events = decide(execution, submitted.state, contextOf(submitted.state, asked));
  const state: RequestState = stateAfter([...submitted.events, ...events], submitted.state.id);

  it('keeps what has been done: the login stays unlocked when the journal is opened too', () => {
    const executed = asIfExecuted(state, [], date('2026-11-24'), contextOf(state, asked));
    const ends = measuresOf([...submitted.others, executed]).map(({ kind, request, until }) => [kind, request, until]);
    expect(ends).toStrictEqual([
      ['seal', requestId(500), '2026-11-24'],
      ['lock', requestId(500), '2026-11-23'],
    ]);
  });
});
