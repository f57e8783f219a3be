import {
  CaseRef,
  dispatchesFor,
  dispatchName,
  Recipient,
  RequestEvent,
  RequestEventType,
  summaryOf,
} from '@sigill/domain';
import { given, stateAfter } from '../../../support/domain/asking';
import {
  blocked,
  executedWith,
  hour,
  past,
  receipt,
  returned,
  urgentPast,
  withdrawn,
} from '../../../support/domain/block-case';
import { everyEvent } from '../../../support/domain/every-event';
import {
  child,
  executor,
  father,
  halfSibling,
  head,
  identities,
  lerum,
  mother,
  partille,
  requestId,
  sibling,
} from '../../../support/domain/people';

describe('who is told', () => {
  const of: CaseRef = { id: requestId(1), caseNumber: '2026-7K3QX9TM', unit: partille };
  const told = (event: RequestEvent) =>
    dispatchesFor(event, of).map(({ template, recipient }) => `${recipient.role}: ${template}`);
  const overturned = { ...past.refused[3], data: { ...past.refused[3].data, endingRequest: requestId(9) } };
  const partly = executedWith([receipt('minor-access-checked', hour(13))], false);
  const heardChild = { ...past.consulted[2], data: { ...past.consulted[2].data, completes: false } };

  const losing = {
    type: 'ExecutionCorrected',
    occurredAt: hour(15),
    persons: [],
    data: {
      ...{ by: executor, at: hour(15), reason: 'Fel barn.', register: past.executed[5].data.register },
      receipts: [{ ...receipt(blocked(mother.id), hour(13)), voided: true }],
      lost: [blocked(mother.id)],
    },
  } as const;
  const foreign = { request: requestId(77), caseNumber: '2026-0TH3RUN1', unit: lerum.hsaId };
  const about = { ...past.registered[0], data: { ...past.registered[0].data, begunElsewhere: foreign } };
  const system = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null } as const;
  const byProgram = { ...past.registered[0], data: { ...past.registered[0].data, by: system } };
  const ending = { ...past.executed[5], data: { ...past.executed[5].data, endedElsewhere: [foreign] } };

  it.each([
    ['an opening', past.registered[0], []],
    ['an urgent call', urgentPast.called[0], ['head: urgent-call', 'executor: urgent-call']],
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
    ['a correction that leaves a required item without a receipt', losing, ['unit: receipts-missing']],
    ['a correction that leaves none without', { ...losing, data: { ...losing.data, lost: undefined } }, []],
    ['an opening by the program', byProgram, ['unit: opened-by-program']],
    ['an opening about the measure of another unit', about, ['unit: other-unit-acts']],
    ['a receipt that ends the measure of another unit', ending, ['unit: executed', 'unit: measure-ended-elsewhere']],
  ] as const)('of %s: %s', (_, event, expected) => expect(told(event)).toStrictEqual(expected));

  it('of an opening about the measure of another unit: that unit, of its own case alone', () => {
    expect(dispatchesFor(about, of)).toMatchObject([
      {
        ...{ template: 'other-unit-acts', recipient: { role: 'unit', unit: lerum.hsaId }, request: of.id },
        about: { request: foreign.request, caseNumber: foreign.caseNumber },
      },
    ]);
  });

  it('of a measure that another unit has ended: each unit of its own case alone', () => {
    const two = [foreign, { ...foreign, request: requestId(78), caseNumber: '2026-0TH3RUN2' }];
    const mails = dispatchesFor({ ...ending, data: { ...ending.data, endedElsewhere: two } }, of).slice(1);
    expect(mails.map(({ recipient, about }) => [recipient, about])).toStrictEqual(
      two.map(({ request, caseNumber }) => [
        { role: 'unit', unit: lerum.hsaId },
        { request, caseNumber },
      ]),
    );
    expect(new Set(mails.map(dispatchName)).size).toBe(2);
  });

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
  const state = stateAfter(past.closed);
  const whole = (event: RequestEvent) => summaryOf(event, { state, part: 'whole' });
  const forExecutor = (event: RequestEvent) => summaryOf(event, { state, part: 'execution' });

  it.each(everyEvent.map((event) => [event.type, event] as const))(
    'of %s is a sentence in both languages that begins with who did it',
    (_, event) => {
      const { sv, en } = whole(event);
      const { name } = event.data.by;
      expect([sv.startsWith(name), en.startsWith(name), sv === en]).toStrictEqual([true, true, false]);
      for (const text of [sv, en]) expect(text).toMatch(/^\S.* .*[.!?]$/u);
      for (const text of [sv, en]) expect(text).not.toMatch(/undefined|null|[{}]| {2}|\.\./);
    },
  );

  it('tells every type and every outcome apart', () => {
    const texts = everyEvent.map((event) => whole(event).sv);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('tells whom it is about, and why', () => {
    expect(whole(past.registered[0]).sv).toBe(
      'Karin Vik (vårdpersonal) öppnade ett ärende om blockering av vårdnadshavares direktåtkomst för Test Barn-Nio, som gäller Test Vårdnadshavare-Ett och Test Vårdnadshavare-Två från och med 2026-11-23.',
    );
    expect(whole(past.granted[3]).en).toBe(
      "Maria Jonsson (head of operations) granted block of a guardian's direct access for Test Barn-Nio, concerning Test Vårdnadshavare-Ett and Test Vårdnadshavare-Två from 2026-11-23. Reason: Skälen för beslutet.",
    );
    expect(whole(returned).sv).toBe(
      'Per Lind (VGR-IT) skickade tillbaka blanketten. Fel: missing-signature. Skäl: Underskrift saknas.',
    );
    expect(whole(withdrawn).sv).toBe('Karin Vik (vårdpersonal) återkallade ärendet. Skäl: Behovet har upphört.');
  });

  it('tells which siblings need the same, and of none of the own family', () => {
    const named = [sibling, halfSibling].map(({ id: person }) => person);
    const answers = { answer: 'needs-block', note: null, protection: 'none' } as const;
    const siblings = named.map((person) => ({ person, ...answers }));
    const [opening, assessed] = past.assessed;
    const event = { ...assessed, persons: [sibling, halfSibling], data: { ...assessed.data, siblings } };
    const state = stateAfter([opening, event]);
    expect(summaryOf(event, { state, part: 'whole', untold: [halfSibling.id] }).sv).toBe(
      'Karin Vik (vårdpersonal) gjorde bedömningen och föreslog bifall. Syskon som behöver detsamma: Test Barn-Fyra.',
    );
    const opened = everyEvent.find(({ type }) => type === 'RelatedRequestsOpened')!;
    expect(summaryOf(opened, { state, part: 'whole' }).en).toBe(
      'Karin Vik (care staff) opened related requests. Siblings: Test Barn-Fyra.',
    );
    for (const told of [event, opened])
      expect(summaryOf(told, { state, part: 'execution' }).sv).not.toMatch(/Barn-Fyra|yskon/u);
  });

  it('names the item and the person of a receipt and of a correction', () => {
    const given = executedWith([receipt(blocked(mother.id), hour(13))], false);
    const started = stateAfter([...past.submitted, given]);
    expect(summaryOf(given, { state: started, part: 'execution' }).sv).toBe(
      'Per Lind (VGR-IT) kvitterade "Blockera vårdnadshavarens tillgång" (Test Vårdnadshavare-Ett). Kvar att kvittera: "Kontrollera om Minderårig tillgång är satt för vårdnadshavarna" och "Blockera vårdnadshavarens tillgång" (Test Vårdnadshavare-Två).',
    );
  });

  it('is without what an executor may not see', () => {
    const secrets = [
      'Oro efter samtal.',
      'Delar bedömningen.',
      'Skälen för beslutet.',
      'Grund saknas.',
      'Behovet har upphört.',
    ];
    const hidden = ['föreslog', 'recommended', head.name.concat(')'), 'socialtjänsten', 'Fel system.', 'Fel dag.'];
    for (const event of everyEvent) {
      const { sv, en } = forExecutor(event);
      expect([...secrets, ...hidden].filter((one) => sv.includes(one) || en.includes(one))).toStrictEqual([]);
    }
  });

  it('holds no personal number', () => {
    for (const event of everyEvent)
      for (const { personalNumber } of identities)
        expect(Object.values(whole(event)).some((text) => text.includes(personalNumber))).toBe(false);
  });

  it('is there for every type', () => {
    const types = new Set<RequestEventType>(everyEvent.map(({ type }) => type));
    expect(types.size).toBe(15);
    expect(given(...past.closed).state.state).toBe('closed');
  });
});
