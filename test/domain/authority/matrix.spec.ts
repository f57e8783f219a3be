import {
  AuthorizedAct,
  barTo,
  capacityFor,
  capacityToOpen,
  Correction,
  holders,
  KnownCaller,
  knownWith,
  RequestState,
  rolesThatEver,
  wardsIn,
} from '@sigill/domain';
import { as, contextOf, stateAfter } from '../../support/domain/asking';
import { callers, cases, cells, firstOf, opened } from '../../support/domain/authority-cells';
import { past } from '../../support/domain/block-case';
import { clinician, hsaId, lerum, partille, stepfather } from '../../support/domain/people';
import {
  ableRoles,
  expected,
  mayEver,
  mayRead,
  ofOpenings,
  ofQuestions,
  ofRequests,
  OfRequests,
  RoleName,
  roleSets,
} from '../../support/who-may-what';

describe('who may what at a request', () => {
  it('is told for every set of one to three roles', () => {
    expect(roleSets).toHaveLength(25);
    expect(cells).toHaveLength(25 * 3 * 6 * 7);
  });

  const acts = (Object.keys(ofRequests) as OfRequests[]).filter((act) => act !== 'correction');
  it.each(acts)('%s is what the contract says, for each role by itself', (act) => {
    const wrong = cells.filter(({ caller, state, at }) => {
      const want = expected(act, at);
      const capacity = capacityFor(act, caller, state);
      return typeof want === 'string'
        ? capacity.as !== 'none' || capacity.because !== want
        : capacity.as !== firstOf(act, want);
    });
    expect(wrong.map(({ caller, at }) => ({ ...at, unit: caller.unit }))).toEqual([]);
  });

  it('is nothing at all for a guardian whom only an earlier register answer names', () => {
    const caller = {
      hsaId: hsaId('P000000990777'),
      unit: partille.hsaId,
      onCall: false,
      person: stepfather.id,
      wards: [],
    };
    for (const [name, state] of cases.slice(0, 5)) {
      if (name !== 'registered') expect(state.register.guardians.map(({ id }) => id)).not.toContain(stepfather.id);
      const known: KnownCaller = { ...caller, roles: ['staff', 'auditor'] };
      expect(capacityFor('view', known, state)).toEqual({ as: 'none', because: 'not-found' });
    }
  });

  it('is nothing at all for a guardian whom only another request of the same patient’s tells of', () => {
    const { register, ...rest } = stateAfter(past.registered);
    const other = { ...rest, register, registeredGuardians: [...rest.registeredGuardians, stepfather.id] };
    const state = stateAfter(past.closed);
    const caller = {
      hsaId: hsaId('P000000990777'),
      unit: partille.hsaId,
      onCall: false,
      person: stepfather.id,
      wardsToday: [],
    };
    const known = (file: readonly RequestState[]): KnownCaller =>
      knownWith({ ...caller, roles: ['staff', 'auditor'] as const }, wardsIn(stepfather.id, file));
    expect(capacityFor('view', known([state]), state)).toEqual({ as: 'staff' });
    expect(capacityFor('view', known([state, other]), state)).toEqual({ as: 'none', because: 'not-found' });
    const context = { ...contextOf(state, as(clinician, { actorPerson: stepfather.id })), others: [other] };
    expect(barTo('correction', state, context)).toBe('party-to-case');
  });

  it('never takes the unit from one role and the right from another', () => {
    const foreign = { hsaId: hsaId('P000000990777'), unit: lerum.hsaId, onCall: false, person: null, wards: [] };
    const [, state] = cases[0] as (typeof cases)[number];
    for (const roles of [
      ['staff', 'auditor'],
      ['decision-maker', 'auditor', 'executor'],
    ] as const)
      expect(capacityFor('assessment', { ...foreign, roles }, state)).toEqual({
        as: 'none',
        because: 'not-authorized',
      });
    const sent = stateAfter(past.consulted);
    const both: KnownCaller = { ...foreign, roles: ['decision-maker', 'executor'] };
    expect(capacityFor('decision', both, { ...sent, handedOver: true })).toEqual({
      as: 'none',
      because: 'not-authorized',
    });
  });
});

describe('who may correct', () => {
  const text = { reason: 'Fel.', with: 'x', heldAt: opened.data.at, opinion: 'x' };
  const corrections: Readonly<Record<string, Correction>> = {
    execution: { step: 'execution', reason: 'Fel.', receipts: [] },
    documentation: { step: 'documentation', reason: 'Fel.', recordSystem: 'x', documentedAt: opened.data.at },
    consultation: { step: 'consultation', revision: 3, ...text },
  };
  const did = (role: RoleName): readonly RoleName[] => [role];

  /** In the closed case the clinician (staff) consulted and documented, the executor executed; in the other nothing is done. */
  it.each([
    ['closed', 'execution', did('executor')],
    ['closed', 'documentation', did('staff')],
    ['closed', 'consultation', did('staff')],
    ['closed', null, ['staff', 'executor']],
    ['consulted', null, did('staff')],
    ['consulted', 'execution', did('executor')],
    ['consulted', 'documentation', ['staff', 'decision-maker']],
    ['registered', null, ['staff', 'decision-maker', 'executor']],
    ['registered', 'consultation', ['staff', 'decision-maker']],
  ] as const)('in a case that is %s, step %s: the role that did it', (which, step, able) => {
    const correction = step === null ? null : (corrections[step] ?? null);
    for (const { caller, state, at } of cells) {
      if (state !== cases.find(([name]) => name === which)?.[1]) continue;
      const may = ableRoles(ofRequests.correction, at).filter((role) => able.some((one) => one === role));
      const want = !mayRead(at) ? 'not-found' : may.length > 0 ? firstOf('correction', may) : 'not-authorized';
      const capacity = capacityFor('correction', caller, state, correction);
      expect(capacity.as === 'none' ? capacity.because : capacity.as).toBe(want);
    }
  });
});

describe('who may what without a request', () => {
  it('is what the contract says of openings: the own unit, and for the executor any unit on the urgent track', () => {
    for (const act of ['opening', 'urgent-opening'] as const)
      for (const { caller } of callers) {
        const at = { roles: caller.roles as readonly RoleName[], own: caller.unit === partille.hsaId, sent: false };
        const able = ableRoles(ofOpenings[act], at);
        const want = able.length > 0 ? firstOf(act, able) : 'not-authorized';
        const capacity = capacityToOpen(act, caller, partille.hsaId);
        expect(capacity.as === 'none' ? capacity.because : capacity.as).toBe(want);
      }
  });

  it('is told of every route by the roles that may ever', () => {
    const everything = { ...ofRequests, ...ofOpenings, ...ofQuestions };
    expect(Object.keys(holders).sort()).toEqual(Object.keys(everything).sort());
    for (const [act, row] of Object.entries(everything))
      for (const roles of roleSets)
        expect([act, roles.some((role) => rolesThatEver(act as AuthorizedAct).includes(role))]).toEqual([
          act,
          mayEver(row, roles),
        ]);
  });
});
