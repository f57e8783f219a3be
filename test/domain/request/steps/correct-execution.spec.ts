import { addMinutes, Correction, FieldFault, measuresOf, RequestEvent } from '@sigill/domain';
import { afternoon, as, given, stateAfter } from '../../../support/domain/asking';
import {
  allReceipts,
  blocked,
  executedWith,
  hour,
  past,
  receipt,
  returned,
  urgentPast,
  withdrawn,
} from '../../../support/domain/block-case';
import { executor, father, instant, mother, registerOf } from '../../../support/domain/people';

type Receipts = Extract<Correction, { step: 'execution' }>['receipts'];

const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
const execution = (...receipts: Receipts) =>
  ({ action: 'correction', data: { step: 'execution', reason: 'Fel vårdnadshavare.', receipts } }) as const;
const ofMother = blocked(mother.id);
const voidOfMother = execution({ item: ofMother, voided: true });
const partly = executedWith([receipt(ofMother, hour(13))], false);

const after = (events: readonly RequestEvent[], command: ReturnType<typeof execution>): readonly RequestEvent[] => [
  ...events,
  given(...events)
    .when(command, as(executor))
    .event(),
];
const blockedPersons = (events: readonly RequestEvent[]): readonly string[] =>
  measuresOf([stateAfter(events)]).map(({ person }) => person);

describe('a correction of the execution', () => {
  it('is a new event that says why and carries the register of the moment', () => {
    given(...past.closed)
      .when(execution({ item: ofMother, performedAt: hour(12), reference: 'AJ-18' }), as(executor))
      .then({
        type: 'ExecutionCorrected',
        occurredAt: afternoon,
        persons: [],
        data: {
          by: executor,
          at: afternoon,
          reason: 'Fel vårdnadshavare.',
          receipts: [{ item: ofMother, performedAt: hour(12), reference: 'AJ-18', voided: false }],
          register: registerOf(past.closed[0].data.patient, { at: afternoon }),
        },
      });
  });

  it('keeps the state and marks the case as an incident', () => {
    for (const events of [past.executed, past.closed]) {
      const before = stateAfter(events);
      const state = stateAfter(after(events, voidOfMother));
      expect([state.state, state.outcome, state.incident]).toStrictEqual([before.state, before.outcome, true]);
    }
  });

  it('voids a receipt, and access follows', () => {
    const events = after(past.executed, voidOfMother);
    expect(stateAfter(events)).toMatchObject({ voided: [ofMother] });
    expect(stateAfter(events).receipts[ofMother]).toBeUndefined();
    expect(blockedPersons(past.executed)).toStrictEqual([mother.id, father.id]);
    expect(blockedPersons(events)).toStrictEqual([father.id]);
  });

  it('voids with the time of the wrong receipt, where no other is given', () => {
    const event = given(...past.executed)
      .when(voidOfMother, as(executor))
      .event();
    expect(event.data).toMatchObject({
      receipts: [{ item: ofMother, performedAt: hour(13), reference: null, voided: true }],
    });
  });

  it('says which required items it leaves without a receipt', () => {
    const lostBy = (...receipts: Receipts) =>
      given(...past.closed)
        .when(execution(...receipts), as(executor))
        .event().data;
    expect(lostBy({ item: ofMother, voided: true })).toMatchObject({ lost: [ofMother] });
    expect(lostBy({ item: ofMother, voided: true }, { item: ofMother, performedAt: hour(14) })).not.toHaveProperty(
      'lost',
    );
    expect(lostBy({ item: ofMother, performedAt: hour(14) })).not.toHaveProperty('lost');
  });

  it('gives a voided item a new receipt, in the same correction or in a later one', () => {
    const anew = { item: ofMother, performedAt: hour(14) };
    const once = after(past.executed, execution({ item: ofMother, voided: true }, anew));
    const twice = after(after(past.executed, voidOfMother), execution(anew));
    for (const events of [once, twice]) {
      expect(stateAfter(events)).toMatchObject({ voided: [], receipts: { [ofMother]: { performedAt: hour(14) } } });
      expect(blockedPersons(events)).toStrictEqual([mother.id, father.id]);
    }
  });

  it('puts a time right without voiding', () => {
    const events = after(past.executed, execution({ item: ofMother, performedAt: hour(12) }));
    expect(stateAfter(events).receipts[ofMother]).toStrictEqual({
      item: ofMother,
      performedAt: hour(12),
      reference: null,
      at: afternoon,
      by: executor,
      revision: 7,
    });
  });

  it('leaves a voided item to be executed as the others are', () => {
    const events = after([...past.submitted, partly], voidOfMother);
    expect(stateAfter(events).state).toBe('submitted');
    const rest = { action: 'execution', data: { receipts: allReceipts(hour(14)) } } as const;
    expect(
      given(...events)
        .when(rest, as(executor))
        .event().data,
    ).toMatchObject({ completes: true });
  });

  it.each([
    [
      'an unknown item',
      { item: 'journal-sealed', performedAt: hour(13) },
      fault('/receipts/0/item', 'not-in-the-case'),
    ],
    ['no time', { item: ofMother }, fault('/receipts/0/performedAt', 'missing')],
    ['no time, and not voided', { item: ofMother, voided: false }, fault('/receipts/0/performedAt', 'missing')],
  ])('is refused with %s', (_, one, expected) =>
    given(...past.executed)
      .when(execution(one), as(executor))
      .refused('invalid-body', expected),
  );

  it('names an item once, and once more only to void it', () => {
    const anew = { item: ofMother, performedAt: hour(13) };
    const repeated = fault('/receipts/1/item', 'repeated');
    for (const two of [
      [anew, anew],
      [anew, { ...anew, voided: false }],
      [
        { ...anew, voided: true },
        { item: ofMother, voided: true },
      ],
    ])
      given(...past.executed)
        .when(execution(...two), as(executor))
        .refused('invalid-body', repeated);
  });

  it('does not give a first receipt, nor void what has none', () => {
    const events = [...past.submitted, partly];
    const first = execution({ item: blocked(father.id), performedAt: hour(13) });
    given(...events)
      .when(first, as(executor))
      .refused('not-allowed-in-state');
    given(...events)
      .when(execution({ item: blocked(father.id), voided: true }), as(executor))
      .refused('not-allowed-in-state');
    given(...after(past.executed, voidOfMother))
      .when(voidOfMother, as(executor))
      .refused('not-allowed-in-state');
  });

  it('keeps to the times of an execution', () => {
    const at = (performedAt: string) => execution({ item: ofMother, performedAt: instant(performedAt) });
    given(...past.executed)
      .when(at(addMinutes(afternoon, 5)), as(executor))
      .accepted();
    given(...past.executed)
      .when(at(addMinutes(afternoon, 6)), as(executor))
      .refused('invalid-body', fault('/receipts/0/performedAt', 'too-late'));
    given(...past.executed)
      .when(at(addMinutes(hour(11), -1)), as(executor))
      .refused('date-not-allowed');
    given(...urgentPast.granted)
      .when(at(addMinutes(hour(8), -600)), as(executor))
      .accepted();
  });

  it('is not made of a withdrawn case: nothing of it was executed', () => {
    const anew = execution({ item: ofMother, performedAt: hour(13) });
    const events = [...after([...past.submitted, partly], voidOfMother), returned];
    given(...events)
      .when(anew, as(executor))
      .accepted();
    given(...events, withdrawn)
      .when(anew, as(executor))
      .refused('not-allowed-in-state');
  });

  it('is made before the first receipt of nothing', () => {
    given(...past.submitted)
      .when(voidOfMother, as(executor))
      .refused('not-allowed-in-state');
    given(...urgentPast.called)
      .when(voidOfMother, as(executor))
      .refused('not-allowed-in-state');
  });
});
