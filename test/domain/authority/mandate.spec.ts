import { Actor, barTo, Context, LegalDate, mandateOf, procedures, skanePolicies, vgrPolicies } from '@sigill/domain';
import { as, contextOf, given, stateAfter } from '../../support/domain/asking';
import { assess, consult, document, grant, past, refuse, urgentPast } from '../../support/domain/block-case';
import { actorFor, begin, procedureOf, walk } from '../../support/domain/journey';
import {
  child,
  clinician,
  colleague,
  date,
  delegation,
  father,
  head,
  lerum,
  partille,
} from '../../support/domain/people';

const treating = { action: 'decision', data: { ...grant.data, treatingReason: 'Enda läkaren.' } } as const;
const assessedBy = (by: Actor) => {
  const [opened, assessed, consulted] = past.consulted;
  return [opened, { ...assessed, data: { ...assessed.data, by } }, consulted] as const;
};

describe('the mandate to decide', () => {
  const block = procedureOf('block');
  const asking = (
    actor: Actor,
    delegations: Context['delegations'],
    today: LegalDate = date('2026-11-23'),
    procedure = procedureOf('block-end'),
  ) => mandateOf(actor, { delegations, onCall: false, policy: vgrPolicies[0], procedure, today }, partille.hsaId);

  it('is the head of the unit, with or without delegations', () => {
    expect(asking(head, [])).toStrictEqual({ as: 'head' });
    expect(asking(head, [delegation(['block-end'])], date('2026-11-23'), block)).toStrictEqual({ as: 'head' });
  });

  it('is a designee, on behalf of the head who delegated', () => {
    expect(asking(colleague, [delegation(['block-end'])])).toStrictEqual({ as: 'designee', onBehalfOf: head.hsaId });
  });

  it.each([
    ['no delegation at all', [], 'no-mandate'],
    ['a delegation for another procedure', [delegation(['block-renewal'])], 'no-mandate'],
    ['a delegation to somebody else', [delegation(['block-end'], { to: lerum.hsaId })], 'no-mandate'],
    ['a delegation at another unit', [delegation(['block-end'], { unit: lerum.hsaId })], 'delegation-not-valid'],
    ['an expired one', [delegation(['block-end'], { until: date('2026-11-22') })], 'delegation-not-valid'],
    ['one that has not begun', [delegation(['block-end'], { from: date('2026-11-24') })], 'delegation-not-valid'],
  ])('is nobody with %s', (_, delegations, because) => {
    expect(asking(colleague, delegations)).toStrictEqual({ as: 'none', because });
  });

  it('is a designee or nobody by the region’s word, where that is not the procedure’s', () => {
    const saying = (designee: Readonly<Record<string, boolean>>, procedure: string) => {
      const policy = { ...vgrPolicies[0], deciders: { designee, onCall: [] } };
      const delegations = [delegation([procedure])];
      const facts = {
        delegations,
        onCall: false,
        policy,
        procedure: procedureOf(procedure),
        today: date('2026-11-23'),
      };
      return mandateOf(colleague, facts, partille.hsaId).as;
    };
    expect([saying({}, 'block'), saying({ block: true }, 'block')]).toEqual(['none', 'designee']);
    expect([saying({}, 'block-end'), saying({ 'block-end': false }, 'block-end')]).toEqual(['designee', 'none']);
    expect(saying({ 'seal.patient': true }, 'seal.patient')).toBe('none');
  });

  it.each(procedures.map(({ name }) => name))('of a doctor on call to decide %s is for blocks, in Skåne', (name) => {
    const facts = { delegations: [], procedure: procedureOf(name), today: date('2026-11-23'), onCall: true };
    const none = { as: 'none', because: 'no-mandate' };
    const inSkane = { ...facts, policy: skanePolicies[0] };
    expect(mandateOf(head, { ...facts, policy: vgrPolicies[0] }, partille.hsaId)).toStrictEqual(none);
    expect(mandateOf(head, inSkane, partille.hsaId)).toStrictEqual(name === 'block' ? { as: 'on-call' } : none);
    expect(mandateOf(colleague, inSkane, partille.hsaId)).toStrictEqual(none);
  });

  it('holds on its first and its last day', () => {
    const days = [delegation(['block-end'], { from: date('2026-11-23'), until: date('2026-11-23') })];
    expect(asking(colleague, days).as).toBe('designee');
  });

  it('is found among several, where one is valid', () => {
    const several = [delegation(['block-end'], { until: date('2026-01-31') }), delegation(['block-end'])];
    expect(asking(colleague, several).as).toBe('designee');
  });

  it.each(procedures.map((procedure) => [procedure.name, procedure] as const))(
    'of %s is open to a designee or not',
    (name, procedure) => {
      const open = procedure.decided.by === 'head' && procedure.decided.designee;
      const mandate = asking(colleague, [delegation([name])], date('2026-11-23'), procedure);
      expect(mandate).toStrictEqual(
        open ? { as: 'designee', onBehalfOf: head.hsaId } : { as: 'none', because: 'no-mandate' },
      );
    },
  );

  it('of a block is refused to staff, before anything else is judged', () => {
    given(...past.registered)
      .when(grant, as(colleague, { actorPerson: child.id }))
      .refused('no-mandate');
    given(...past.consulted)
      .when(grant, as(colleague, { delegations: [delegation(['block'])] }))
      .refused('no-mandate');
  });

  it('of a designee stands in the decision, with the head it acts for', () => {
    const journey = walk(begin(procedureOf('block-end'), 'ordinary'), 'consulted');
    const decided = given(...journey.events)
      .when(grant, as(colleague, { others: journey.others, delegations: [delegation(['block-end'])] }))
      .event();
    expect(decided.data).toMatchObject({ by: { ...colleague, onBehalfOf: head.hsaId }, capacity: 'designee' });
  });
});

describe('four eyes', () => {
  it('let the head decide what another has assessed', () => {
    expect(
      given(...past.consulted)
        .when(grant, as(head))
        .event().data,
    ).toMatchObject({ capacity: 'head' });
  });

  it('let whoever opened the case decide it', () => {
    const [opened, ...rest] = past.consulted;
    const byHead = { ...opened, data: { ...opened.data, by: head } };
    given(byHead, ...rest)
      .when(grant, as(head))
      .accepted();
  });

  it.each([grant, refuse])('do not let the assessor decide: %j', (decision) =>
    given(...assessedBy(head))
      .when(decision, as(head))
      .refused('same-person'),
  );

  it('let the head alone decide the own assessment, and say why', () => {
    const decided = given(...assessedBy(head))
      .when(treating, as(head))
      .event();
    expect(decided.data).toMatchObject({ by: head, treatingReason: 'Enda läkaren.' });
    const empty = { action: 'decision', data: { ...grant.data, treatingReason: '' } } as const;
    given(...assessedBy(head))
      .when(empty, as(head))
      .refused('same-person');
  });

  it('do not let a designee decide the own assessment, whatever the reason', () => {
    const journey = walk(begin(procedureOf('block-end'), 'ordinary'), 'consulted');
    const asked = {
      others: journey.others,
      delegations: [delegation(['block-end'], { to: clinician.hsaId as never })],
    };
    given(...journey.events)
      .when(treating, as(clinician, asked))
      .refused('same-person');
  });

  it('see through a change of role', () => {
    given(...assessedBy({ ...head, role: 'staff' }))
      .when(grant, as(head))
      .refused('same-person');
  });
});

describe('a party to the case', () => {
  const steps = [
    [assess, past.registered, clinician],
    [consult, past.assessed, clinician],
    [grant, past.consulted, head],
    [document, past.executed, clinician],
  ] as const;

  it.each(steps)('takes no step: %j', (command, events, actor) => {
    for (const actorPerson of [child.id, father.id])
      given(...events)
        .when(command, as(actor, { actorPerson }))
        .refused('party-to-case');
    given(...events)
      .when(command, as(actor, { actorPerson: null }))
      .accepted();
  });

  it('is told before the state is', () => {
    given(...past.closed)
      .when(assess, as(clinician, { actorPerson: child.id }))
      .refused('party-to-case');
    given(...past.closed)
      .when(assess, as(clinician))
      .refused('not-allowed-in-state');
  });

  it('is whoever the register of the day names, not only that of the opening', () => {
    const state = stateAfter(past.registered);
    const register = {
      ...state.register,
      guardians: [{ id: child.id, protection: 'none', deceasedOn: null } as const],
    };
    const context = contextOf(state, as(clinician, { actorPerson: child.id, register }));
    expect(barTo('assessment', { ...state, patient: father.id }, context)).toBe('party-to-case');
  });
});

describe('what stands in the way of an action', () => {
  it('is the same whether it is asked or tried', () => {
    const state = stateAfter(urgentPast.consulted);
    for (const action of ['assessment', 'submission', 'return', 'withdrawal'] as const)
      expect(barTo(action, state, contextOf(state, as(actorFor[action])))).toBe('not-allowed-in-state');
  });
});
