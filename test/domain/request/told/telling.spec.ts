import { CaseRef, dispatchesFor, Recipient, RequestEvent, RequestEventType, summaryOf } from '@sigill/domain';
import { given } from '../../../support/domain/asking';
import { executedWith, hour, past, receipt, returned, urgentPast, withdrawn } from '../../../support/domain/block-case';
import { everyEvent } from '../../../support/domain/every-event';
import { child, father, identities, mother, partille, requestId } from '../../../support/domain/people';

describe('who is told', () => {
  const of: CaseRef = { id: requestId(1), caseNumber: '2026-7K3QX9TM', unit: partille };
  const told = (event: RequestEvent) =>
    dispatchesFor(event, of).map(({ template, recipient }) => `${recipient.role}: ${template}`);
  const overturned = { ...past.refused[3], data: { ...past.refused[3].data, endingRequest: requestId(9) } };
  const partly = executedWith([receipt('minor-access-checked', hour(13))], false);
  const heardChild = { ...past.consulted[2], data: { ...past.consulted[2].data, completes: false } };

  it.each([
    ['an opening', past.registered[0], []],
    ['an urgent call', urgentPast.called[0], ['head: urgent-call']],
    ['an assessment', past.assessed[1], []],
    ['a consultation that completes', past.consulted[2], ['head: decision-awaited']],
    ['a consultation that does not', heardChild, []],
    ['a grant', past.granted[3], []],
    ['a refusal', past.refused[3], []],
    ['an overturning', overturned, ['unit: overturned']],
    ['a submission', past.submitted[4], ['executor: work-order']],
    ['a whole execution', past.executed[5], ['unit: executed']],
    ['a part of one', partly, []],
    ['a return', returned, ['unit: returned']],
    ['a documentation', past.closed[6], []],
    ['a withdrawal', withdrawn, []],
  ] as const)('of %s: %s', (_, event, expected) => expect(told(event)).toStrictEqual(expected));

  it('of a work order gets the form by its hash, and no other mail carries one', () => {
    const carried = everyEvent
      .flatMap((event) => dispatchesFor(event, of))
      .map((one) => [one.template, one.attachForm]);
    for (const [template, form] of carried)
      expect(form).toBe(template === 'work-order' ? past.submitted[4].data.form.sha256 : null);
    expect(carried.some(([template]) => template === 'work-order')).toBe(true);
  });

  it('is never a guardian, a child or a caller: there is no such recipient', () => {
    const roles = ['executor', 'head', 'unit'] as const satisfies readonly Recipient['role'][];
    type Nobody = Exclude<Recipient['role'], (typeof roles)[number]>;
    const nobody: readonly Nobody[] = [];
    expect(nobody).toStrictEqual([]);
    for (const event of everyEvent)
      for (const dispatch of dispatchesFor(event, of)) {
        expect(roles).toContain(dispatch.recipient.role);
        const words = JSON.stringify(dispatch);
        for (const { id, name, personalNumber } of identities)
          expect([id, name, personalNumber].filter((secret) => words.includes(secret))).toStrictEqual([]);
        expect(words).not.toContain('@');
      }
    expect([child, mother, father].every(({ id }) => identities.some((one) => one.id === id))).toBe(true);
  });
});

describe('the summary of an event', () => {
  it.each(everyEvent.map((event) => [event.type, event] as const))(
    'of %s says what happened in both languages',
    (_, event) => {
      const { sv, en } = summaryOf(event);
      expect([sv.length > 10, en.length > 10, sv === en]).toStrictEqual([true, true, false]);
    },
  );

  it('tells every type and every outcome apart', () => {
    const texts = everyEvent.map((event) => summaryOf(event).sv);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('names nobody and quotes nothing', () => {
    for (const event of everyEvent) {
      const { sv, en } = summaryOf(event);
      for (const { name, personalNumber } of identities)
        for (const text of [sv, en])
          expect([text.includes(name), text.includes(personalNumber)]).toStrictEqual([false, false]);
      for (const secret of ['Oro efter samtal.', 'Delar bedömningen.', 'Skälen för beslutet.', 'Behovet har upphört.'])
        expect([sv, en].some((text) => text.includes(secret))).toBe(false);
    }
  });

  it('is there for every type', () => {
    const types = new Set<RequestEventType>(everyEvent.map(({ type }) => type));
    expect(types.size).toBe(12);
    expect(given(...past.closed).state.state).toBe('closed');
  });
});
