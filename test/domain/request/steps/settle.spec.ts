import { CommandOf, FieldFault, RequestState } from '@sigill/domain';
import { as, endingId, given } from '../../../support/domain/asking';
import {
  grant,
  granted,
  hour,
  past,
  refuse,
  refused,
  urgentPast,
  urgentPlan,
} from '../../../support/domain/block-case';
import { along, begin, found, inForceBefore, opened, procedureOf, step, walk } from '../../../support/domain/journey';
import {
  child,
  date,
  father,
  head,
  instant,
  mother,
  registerOf,
  stepfather,
  teenager,
} from '../../../support/domain/people';

type Body = CommandOf<'decision'>['data'];
const decides = (changes: Partial<Body>) =>
  ({ action: 'decision', data: { outcome: 'granted', grounds: 'Skäl.', ...changes } }) as const;
const fault = (pointer: string, code: FieldFault['code']): FieldFault => ({ pointer, code });
const morning = instant('2026-11-23T06:00:00.000Z');

describe('a granting decision', () => {
  it('records its grounds and capacity, the dates, the plan, the register and the law', () => {
    given(...past.consulted)
      .when(grant, as(head, { now: hour(11) }))
      .then(granted);
  });

  it('is not made before the required consultation', () => {
    given(...past.assessed)
      .when(grant, as(head))
      .refused('consultation-missing');
    given(...past.registered)
      .when(grant, as(head))
      .refused('not-allowed-in-state');
  });

  it('is not made on an assessment without a ground, and a refusal is', () => {
    const answers = { B9: { answer: true } };
    const [opening, assessment, consultation] = past.consulted;
    const without = [opening, { ...assessment, data: { ...assessment.data, answers } }, consultation];
    given(...without)
      .when(grant, as(head))
      .refused('assessment-blocks-grant');
    given(...without)
      .when(refuse, as(head))
      .accepted();
  });

  it('is made against the recommendation', () => {
    const [opening, assessment, consultation] = past.consulted;
    const against = { ...assessment, data: { ...assessment.data, recommendation: 'refuse' as const } };
    given(opening, against, consultation).when(grant, as(head)).accepted();
  });

  it('is judged on fresh facts', () => {
    const asked = (changes: Partial<RequestState['register']>) =>
      given(...past.consulted).when(grant, as(head, { register: registerOf(child.id, changes) }));
    asked({ guardians: [{ id: mother.id, protection: 'none', deceasedOn: null }] }).refused('not-a-guardian');
    asked({ patient: { id: child.id, protection: 'none', deceasedOn: date('2026-11-23') } }).refused('deceased');
    asked({ patient: { id: child.id, protection: 'none', deceasedOn: date('2026-11-24') } }).accepted();
    given(...past.consulted)
      .when(grant, as(head, { patientFound: false }))
      .refused('unknown-person');
  });
});

describe('a refusal', () => {
  it('is an event of its own, and keeps dates and plan as they were asked for', () => {
    given(...past.consulted)
      .when(refuse, as(head, { now: hour(11) }))
      .then(refused);
  });

  it('of a dead child is none: its request can only be withdrawn or documented', () => {
    const dead = registerOf(child.id, {
      patient: { id: child.id, protection: 'none', deceasedOn: date('2026-11-01') },
    });
    given(...past.consulted)
      .when(refuse, as(head, { register: dead }))
      .refused('deceased');
  });

  it('is not judged on conditions: a child whom nobody finds is refused like any other', () => {
    given(...past.consulted)
      .when(refuse, as(head, { patientFound: false }))
      .accepted();
  });

  it('of an urgent case overturns it: its event names the request that ends the measure', () => {
    const event = given(...urgentPast.consulted)
      .when(refuse, as(head))
      .event();
    expect(event.data).toMatchObject({ outcome: 'refused', endingRequest: endingId, plan: urgentPlan });
    const after = given(...urgentPast.consulted, event).state;
    expect(after).toMatchObject({ state: 'decided', outcome: 'refused', endingRequest: endingId });
  });

  it('of an ordinary case, and a grant of an urgent one, end nothing', () => {
    expect(
      given(...past.consulted)
        .when(refuse, as(head))
        .event().data,
    ).toMatchObject({ endingRequest: null });
    expect(
      given(...urgentPast.consulted)
        .when(grant, as(head))
        .event().data,
    ).toMatchObject({ endingRequest: null });
  });
});

describe('the decision on a renewal', () => {
  const renewal = walk(begin(procedureOf('block-renewal'), 'ordinary'), 'consulted');
  const [{ concerns }] = [renewal.state];
  const both = (one: 'continue' | 'end', other: 'continue' | 'end') => [
    { guardian: mother.id, outcome: one },
    { guardian: father.id, outcome: other },
  ];
  it('says for each guardian whether the block goes on, and plans accordingly', () => {
    const { state } = step(renewal, decides({ guardians: both('continue', 'end') }));
    expect(state.decision?.guardians).toStrictEqual(both('continue', 'end'));
    expect(state.plan.map(({ item, effects }) => [item, effects.length])).toStrictEqual([
      [`block-still-set:${mother.id}`, 0],
      [`guardian-unblocked:${father.id}`, 1],
      ['registry-reference-noted', 0],
    ]);
    expect(state.plan[1]?.effects).toStrictEqual([
      { does: 'end', measure: 'block', person: father.id, begunBy: concerns, from: 'valid-from' },
    ]);
  });

  it.each([
    ['for nobody', {}, fault('/guardians', 'missing')],
    ['for an empty list', { guardians: [] }, fault('/guardians', 'wrong-count')],
    ['for one of two', { guardians: both('end', 'end').slice(0, 1) }, fault('/guardians', 'wrong-count')],
    [
      'for one twice',
      { guardians: [...both('end', 'end'), ...both('end', 'end').slice(0, 1)] },
      fault('/guardians', 'repeated'),
    ],
    [
      'for somebody who was never blocked',
      { guardians: [both('end', 'end')[0]!, { guardian: stepfather.id, outcome: 'end' as const }] },
      fault('/guardians/1/guardian', 'not-in-the-case'),
    ],
  ])('is not made %s', (_, changes, expected) =>
    along(renewal).when(decides(changes)).refused('invalid-body', expected),
  );

  it('says nothing of guardians when it is refused', () => {
    const { state } = step(renewal, refuse);
    expect(state.outcome).toBe('refused');
    along(renewal)
      .when(decides({ outcome: 'refused', guardians: both('end', 'end') }))
      .refused('invalid-body', fault('/guardians', 'not-applicable'));
  });

  it('is not made of a block, whose guardians were named when it was opened', () => {
    given(...past.consulted)
      .when(decides({ guardians: both('end', 'end') }), as(head))
      .refused('invalid-body', fault('/guardians', 'not-applicable'));
  });

  it('is not granted when the block ended meanwhile', () => {
    const ending = opened(procedureOf('block-end'), 'ordinary', { number: 7, at: morning, others: renewal.others });
    const others = [...renewal.others, walk(ending, 'executed').state];
    const late = { ...renewal, others };
    along(late)
      .when(decides({ guardians: both('continue', 'continue') }))
      .refused('no-measure-in-force');
  });
});

describe('the plan', () => {
  it('of an ordinary case is fixed by the facts of the decision', () => {
    const journey = opened(procedureOf('block'), 'ordinary', {
      number: 1,
      at: morning,
      changes: { patient: found(teenager) },
    });
    const extension = inForceBefore('extension.guardian', 500);
    const consulted = { ...walk(journey, 'consulted'), others: [extension] };
    expect(consulted.state.plan.map(({ item }) => item)).not.toContain('minor-access-removed');
    const { state } = step(consulted, grant);
    expect(state.plan[1]).toMatchObject({
      item: 'minor-access-removed',
      required: true,
      effects: [{ does: 'end', measure: 'extension', person: mother.id, begunBy: extension.id, from: 'receipt' }],
    });
  });

  it('of an urgent case was fixed by the call', () => {
    const { state } = given(...urgentPast.consulted);
    const [event] = [
      given(...urgentPast.consulted)
        .when(grant, as(head))
        .event(),
    ];
    expect(event.data).toMatchObject({ plan: state.plan });
  });
});
