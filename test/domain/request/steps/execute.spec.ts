import { addMinutes, FieldFault, Instant, RequestEvent } from '@sigill/domain';
import { afternoon, as, given } from '../../../support/domain/asking';
import {
  allReceipts,
  execute,
  executed,
  executedAtOnce,
  executedWith,
  hour,
  past,
  receipt,
  requiredItems,
  urgentPast,
} from '../../../support/domain/block-case';
import { executor, instant, registerOf } from '../../../support/domain/people';

const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });

describe('an execution', () => {
  it('records the receipts and the register of the moment, and completes the case', () => {
    given(...past.submitted)
      .when(execute(...allReceipts(hour(13))), as(executor, { now: hour(13) }))
      .then(executed);
    expect(given(...past.executed).state).toMatchObject({ state: 'executed' });
  });

  it('at once, on the urgent track, happened before it was decided', () => {
    given(...urgentPast.called)
      .when(execute(...allReceipts(hour(8))), as(executor, { now: hour(8) }))
      .then(executedAtOnce);
    expect(given(...urgentPast.executed).state).toMatchObject({ state: 'executed-provisionally' });
  });

  it('keeps partial receipts, and shows the case as half-executed', () => {
    const [first, ...rest] = allReceipts(hour(13));
    const one = given(...past.submitted)
      .when(execute(first!), as(executor))
      .event();
    expect(one.data).toMatchObject({ completes: false });
    const half = given(...past.submitted, one).state;
    expect([half.state, Object.keys(half.receipts)]).toStrictEqual(['submitted', ['minor-access-checked']]);
    const last = given(...past.submitted, one)
      .when(execute(...rest), as(executor))
      .event();
    expect(last.data).toMatchObject({ completes: true });
    expect(given(...past.submitted, one, last).state.state).toBe('executed');
  });

  it('happened when its last item was performed', () => {
    const times = [hour(12), hour(14), hour(13)];
    const receipts = requiredItems.map((item, index) => receipt(item, times[index]!));
    expect(
      given(...past.submitted)
        .when(execute(...receipts), as(executor))
        .event().occurredAt,
    ).toBe(hour(14));
  });

  it('keeps the reference and the note', () => {
    const command = {
      action: 'execution',
      data: { receipts: [receipt('minor-access-checked', hour(13), 'AJ-17')], note: 'Klart.' },
    } as const;
    expect(
      given(...past.submitted)
        .when(command, as(executor))
        .event().data,
    ).toMatchObject({
      receipts: [{ item: 'minor-access-checked', performedAt: hour(13), reference: 'AJ-17' }],
      note: 'Klart.',
    });
  });

  it('does not complete twice: an optional receipt later is no news to the unit', () => {
    const optional = execute(receipt('registry-reference-noted', hour(9)));
    expect(
      given(...urgentPast.executed)
        .when(optional, as(executor))
        .event().data,
    ).toMatchObject({ completes: false });
  });

  it('completes by an optional receipt alone a case whose corrections left nothing else to do', () => {
    const [last] = allReceipts(hour(13)).slice(-1);
    const rest = executedWith(allReceipts(hour(13)).slice(0, -1), false);
    const correction = (voided: boolean): RequestEvent => ({
      type: 'ExecutionCorrected',
      occurredAt: hour(13),
      persons: [],
      data: {
        by: executor,
        at: hour(13),
        reason: 'Fel.',
        receipts: [{ ...last!, voided }],
        register: rest.data.register,
      },
    });
    const events = [...past.submitted, rest, correction(false)];
    expect(given(...events).state.state).toBe('submitted');
    const optional = execute(receipt('registry-reference-noted', hour(14)));
    expect(
      given(...events)
        .when(optional, as(executor))
        .event().data,
    ).toMatchObject({ completes: true });
  });
});

describe('a receipt', () => {
  const asked = (...items: readonly string[]) =>
    given(...past.submitted).when(execute(...items.map((item) => receipt(item, hour(13)))), as(executor));

  it('is for an item of the plan, each once', () => {
    asked('journal-sealed').refused('invalid-body', fault('/receipts/0/item', 'not-in-the-case'));
    asked('minor-access-checked', 'minor-access-checked').refused(
      'invalid-body',
      fault('/receipts/1/item', 'repeated'),
    );
    asked('guardian-blocked').refused('invalid-body', fault('/receipts/0/item', 'not-in-the-case'));
  });

  it('is not given a second time', () => {
    const [first] = allReceipts(hour(13));
    const partly = executedWith([first!], false);
    given(...past.submitted, partly)
      .when(execute(first!), as(executor))
      .refused('not-allowed-in-state');
  });

  const performed = (at: Instant, events: readonly RequestEvent[]) =>
    given(...events).when(execute(receipt('minor-access-checked', at)), as(executor));

  it('lies at most five minutes after the clock', () => {
    performed(addMinutes(afternoon, 5), past.submitted).accepted();
    performed(addMinutes(afternoon, 6), past.submitted).refused(
      'invalid-body',
      fault('/receipts/0/performedAt', 'too-late'),
    );
  });

  it('does not lie before the birth of the patient, by Swedish days', () => {
    performed(instant('2016-12-31T23:00:00.000Z'), urgentPast.called).accepted();
    performed(instant('2016-12-31T22:59:00.000Z'), urgentPast.called).refused(
      'invalid-body',
      fault('/receipts/0/performedAt', 'not-applicable'),
    );
  });

  it('does not lie before the decision, but on the urgent track', () => {
    performed(hour(11), past.submitted).accepted();
    performed(addMinutes(hour(11), -1), past.submitted).refused('date-not-allowed');
    performed(instant('2026-11-20T02:52:00.000Z'), urgentPast.called).accepted();
    performed(
      instant('2026-11-20T02:52:00.000Z'),
      urgentPast.granted.filter(({ type }) => type !== 'ExecutionRecorded'),
    ).accepted();
  });
});

it('the register of the moment is snapshot with every execution', () => {
  const { state } = given(...past.submitted);
  const register = registerOf(state.patient, { guardians: [] });
  const event = given(...past.submitted)
    .when(execute(...allReceipts(hour(13))), as(executor, { register }))
    .event();
  expect(event.data).toMatchObject({ register });
});
