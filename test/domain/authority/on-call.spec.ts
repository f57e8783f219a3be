import { Actor, barTo, decide, evolve, skanePolicies, summaryOf, TypedEvent } from '@sigill/domain';
import { as, contextOf, given, stateAfter } from '../../support/domain/asking';
import { grant, past, refuse, urgentPast } from '../../support/domain/block-case';
import { colleague, head } from '../../support/domain/people';

describe('a block that a doctor on call decides', () => {
  const onCall = { onCall: true, policy: skanePolicies[0] };
  const doctor: Actor = { ...head, hsaId: colleague.hsaId, name: 'Test Bakjour' };

  it.each([
    ['granted', past.consulted, grant],
    ['refused', past.consulted, refuse],
    ['granted after the call', urgentPast.consulted, grant],
  ] as const)('is %s in that capacity', (_, events, command) => {
    const state = stateAfter(events);
    const [decided] = decide(command, state, contextOf(state, as(doctor, onCall)));
    expect(decided).toMatchObject({ type: 'RequestDecided', data: { by: doctor, capacity: 'on-call' } });
  });

  it('is told as such in the history', () => {
    const state = stateAfter(past.consulted);
    const [decided] = decide(grant, state, contextOf(state, as(doctor, onCall)));
    const after = evolve(state, decided!, state.id);
    const summary = summaryOf(decided as TypedEvent<'RequestDecided'>, { state: after, part: 'whole' });
    expect(summary.sv).toContain('Test Bakjour (bakjour)');
    expect(summary.en).toContain('Test Bakjour (doctor on call)');
    expect(after.decision?.capacity).toBe('on-call');
  });

  it('is not the assessor’s own, with or without a reason', () => {
    const [opened, assessed, consulted] = past.consulted;
    const events = [opened, { ...assessed, data: { ...assessed.data, by: doctor } }, consulted] as const;
    const treating = { ...grant, data: { ...grant.data, treatingReason: 'Enda läkaren.' } };
    given(...events)
      .when(grant, as(doctor, onCall))
      .refused('same-person');
    given(...events)
      .when(treating, as(doctor, onCall))
      .refused('same-person');
    const state = stateAfter(events);
    expect(barTo('decision', state, contextOf(state, as(doctor, onCall)))).toBe('same-person');
  });

  it('is nothing in VGR', () => {
    given(...past.consulted)
      .when(grant, as(doctor, { onCall: true }))
      .refused('no-mandate');
    given(...urgentPast.consulted)
      .when(grant, as(doctor, { onCall: true }))
      .refused('no-mandate');
  });
});
