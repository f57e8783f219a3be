import {
  Action,
  awaits,
  disclosureFor,
  KnownCaller,
  RequestState,
  sees,
  Sight,
  sightOf,
  skanePolicies,
  tasksOf,
  vgrPolicies,
} from '@sigill/domain';
import { cases, cells, firstOf } from '../../support/domain/authority-cells';
import { date, delegation, hsaId, lerum, partille } from '../../support/domain/people';
import { ableRoles, mayRead, ofRequests, OfRequests } from '../../support/who-may-what';

const nobody = { onCall: false, person: null, wards: [] } as const;

/** What a list finds by the sight alone, written as the SQL is. */
const found = ({ unit, handedOver, all, notOfPatients }: Sight, state: RequestState, sent: boolean): boolean =>
  (all || (unit !== null && unit === state.unit.hsaId) || (handedOver && sent)) &&
  !notOfPatients.includes(state.patient);

describe('what lists show', () => {
  it('is what may be read, whether by the sight or by the state', () => {
    for (const { caller, state, at } of cells) {
      expect(sees(caller, state)).toBe(mayRead(at));
      expect(found(sightOf('search', caller), state, at.sent)).toBe(mayRead(at));
    }
  });

  it('is counted in reports without what reached the executor', () => {
    for (const { caller, state, at } of cells) {
      const able = ableRoles({ ...ofRequests.view, executor: '-' }, at);
      expect(found(sightOf('reports', caller), state, at.sent)).toBe(!at.party && able.length > 0);
    }
  });

  it('has in the inbox the next step for those who may take it, and for no others', () => {
    const delegated = { delegations: [], policy: vgrPolicies[0], today: date('2026-11-23') };
    const next: Readonly<Record<string, Action & OfRequests>> = {
      registered: 'assessment',
      consulted: 'decision',
      submitted: 'execution',
      decided: 'submission',
      called: 'execution',
      assessed: 'consultation',
    };
    for (const { caller, state, at } of cells) {
      const act = next[state.state];
      const able = act === undefined || at.party ? [] : ableRoles(ofRequests[act], at);
      const deciders = able.filter((role) => act !== 'decision' || role === 'decision-maker');
      expect(act !== undefined && awaits(caller, state, act, delegated)).toBe(deciders.length > 0);
    }
  });

  it('lets a designee await what the delegations say, and a head everything', () => {
    const today = date('2026-11-23');
    const designee: KnownCaller = { hsaId: hsaId('P000000990102'), unit: partille.hsaId, roles: ['staff'], ...nobody };
    const delegated = { delegations: [delegation(['block-end'])], policy: vgrPolicies[0], today };
    expect(tasksOf(designee, delegated).decides).toEqual(['block-end']);
    expect(tasksOf({ ...designee, unit: lerum.hsaId }, delegated).decides).toEqual([]);
    expect(tasksOf({ ...designee, roles: ['staff', 'executor'] }, delegated)).toMatchObject({
      unit: partille.hsaId,
      handedOver: true,
    });
    expect(tasksOf({ ...designee, roles: ['decision-maker'] }, delegated).decides).toBeNull();
    expect(tasksOf({ ...designee, roles: ['executor'] }, delegated)).toMatchObject({ unit: null, decides: [] });
  });

  it('lets a doctor on call await blocks where the region says so, and elsewhere no decision at all', () => {
    const today = date('2026-11-23');
    const doctor: KnownCaller = {
      ...{ hsaId: hsaId('P000000990102'), unit: partille.hsaId, roles: ['decision-maker'] },
      ...{ ...nobody, onCall: true },
    };
    const delegated = { delegations: [delegation(['block-end'])], policy: vgrPolicies[0], today };
    expect(tasksOf(doctor, delegated).decides).toEqual([]);
    expect(tasksOf(doctor, { ...delegated, policy: skanePolicies[0] }).decides).toEqual(['block']);
    const waiting = cases.filter(([, state]) => state.state === 'consulted').map(([, state]) => state);
    expect(waiting.map(({ procedure }) => procedure.name)).toContain('block');
    for (const state of waiting) {
      expect(awaits(doctor, state, 'decision', delegated)).toBe(false);
      const inSkane = { ...delegated, policy: skanePolicies[0] };
      expect(awaits(doctor, state, 'decision', inSkane)).toBe(state.procedure.name === 'block');
    }
  });
});

describe('how much is shown', () => {
  it('is the whole to unit and auditor, a part to the executor, and nothing to whoever may not read', () => {
    for (const { caller, state, at } of cells) {
      const role = mayRead(at) ? firstOf('view', ableRoles(ofRequests.view, at)) : null;
      const whole = role === 'staff' || role === 'decision-maker' || role === 'auditor';
      const alone = disclosureFor(caller, state, 'alone');
      expect(alone?.part ?? null).toBe(role === null ? null : whole ? 'whole' : 'execution');
      expect(disclosureFor(caller, state, 'list')?.masked ?? null).toBe(
        role === null
          ? null
          : role === 'auditor' || (role === 'executor' && !['submitted', 'called', 'assessed'].includes(state.state)),
      );
    }
  });

  it('is never anything to an operator alone', () => {
    const operator: KnownCaller = {
      hsaId: hsaId('P000000990199'),
      unit: partille.hsaId,
      roles: ['operator'],
      ...nobody,
    };
    for (const [, state] of cases) expect(disclosureFor(operator, state, 'alone')).toBeNull();
  });
});
