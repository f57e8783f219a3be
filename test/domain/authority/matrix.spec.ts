import {
  AuthorizedAct,
  awaits,
  capacityFor,
  capacityToOpen,
  Correction,
  disclosureFor,
  holders,
  KnownCaller,
  PersonId,
  RequestEvent,
  RequestState,
  Role,
  rolesThatEver,
  sees,
  Sight,
  sightOf,
  tasksOf,
} from '@sigill/domain';
import { stateAfter } from '../../support/domain/asking';
import { consulted, past, returned, urgentPast } from '../../support/domain/block-case';
import {
  child,
  date,
  delegation,
  executor,
  father,
  head,
  hsaId,
  lerum,
  mother,
  partille,
  registerOf,
  stepfather,
  teenager,
} from '../../support/domain/people';
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

const [opened, assessed] = past.assessed;
/** The stepfather was a guardian when the case was opened, and no answer since has named him. */
const once = {
  ...opened,
  data: {
    ...opened.data,
    guardians: [mother.id],
    register: registerOf(child.id, {
      guardians: [mother, father, stepfather].map(({ id }) => ({ id, protection: 'none', deceasedOn: null })),
    }),
  },
};
const of = (...events: readonly RequestEvent[]) => stateAfter([once, ...events]);
const [, ...untilSubmitted] = past.submitted;
const [, ...untilClosed] = past.closed;

/** Whether it has been with the executor, as the contract tells it. */
const cases: readonly (readonly [string, RequestState, boolean])[] = [
  ['registered', of(), false],
  ['consulted', of(assessed, consulted), false],
  ['submitted', of(...untilSubmitted), true],
  ['returned', of(...untilSubmitted, returned), true],
  ['closed', of(...untilClosed), true],
  ['called', stateAfter(urgentPast.called), true],
  ['an urgent one under assessment', stateAfter(urgentPast.assessed), true],
];

/** Who the caller is to the child. */
const relations: readonly (readonly [string, Pick<KnownCaller, 'person' | 'wards'>, party: boolean])[] = [
  ['nobody’s relative', { person: null, wards: [] }, false],
  ['somebody else’s parent', { person: teenager.id, wards: [teenager.id] }, false],
  ['the child', { person: child.id, wards: [] }, true],
  ['a named guardian', { person: mother.id, wards: [child.id] }, true],
  ['a guardian who is not named', { person: father.id, wards: [child.id] }, true],
  ['a guardian since today', { person: teenager.id, wards: [child.id] }, true],
];

interface Cell {
  readonly caller: KnownCaller;
  readonly state: RequestState;
  readonly at: Parameters<typeof expected>[1];
}

const units = [partille.hsaId, lerum.hsaId, null];
const callers = roleSets.flatMap((roles) =>
  units.flatMap((unit) =>
    relations.map(([relation, who, party]) => ({
      relation,
      party,
      caller: { hsaId: hsaId('P000000990777'), unit, roles, ...who } satisfies KnownCaller,
    })),
  ),
);
const cells: readonly Cell[] = cases.flatMap(([, state, sent]) =>
  callers.map(({ caller, party }) => ({
    caller,
    state,
    at: { roles: caller.roles as readonly RoleName[], own: caller.unit === partille.hsaId, sent, party },
  })),
);

/** Where more than one role may, which of them acts: whoever decides by right of office, whoever reads the whole case. */
const order: readonly RoleName[] = ['staff', 'decision-maker', 'auditor', 'executor', 'operator'];
const firstOf = (act: string, able: readonly RoleName[]): string => {
  const ordered = act === 'decision' ? (['decision-maker', 'staff'] as const) : order;
  return ordered.find((role) => able.includes(role)) ?? 'none';
};

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
    const caller = { hsaId: hsaId('P000000990777'), unit: partille.hsaId, person: stepfather.id, wards: [] };
    for (const [name, state] of cases.slice(0, 5)) {
      if (name !== 'registered') expect(state.register.guardians.map(({ id }) => id)).not.toContain(stepfather.id);
      const known: KnownCaller = { ...caller, roles: ['staff', 'auditor'] };
      expect(capacityFor('view', known, state)).toEqual({ as: 'none', because: 'not-found' });
    }
  });

  it('never takes the unit from one role and the right from another', () => {
    const foreign = { hsaId: hsaId('P000000990777'), unit: lerum.hsaId, person: null, wards: [] };
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

/** What a list finds by the sight alone, written as the SQL is. */
const found = (
  { unit, handedOver, all, notParty, notOfPatients }: Sight,
  state: RequestState,
  sent: boolean,
): boolean =>
  (all || (unit !== null && unit === state.unit.hsaId) || (handedOver && sent)) &&
  !(notParty !== null && [child.id, mother.id, father.id, stepfather.id].some((id: PersonId) => id === notParty)) &&
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
    const delegated = { delegations: [], today: date('2026-11-23') };
    const next: Readonly<Record<string, OfRequests>> = {
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
      expect(awaits(caller, state, delegated)).toBe(deciders.length > 0);
    }
  });

  it('lets a designee await what the delegations say, and a head everything', () => {
    const today = date('2026-11-23');
    const designee: KnownCaller = { hsaId: hsaId('P000000990102'), unit: partille.hsaId, roles: ['staff'], ...nobody };
    const delegated = { delegations: [delegation(['block-end'])], today };
    expect(tasksOf(designee, delegated).decides).toEqual(['block-end']);
    expect(tasksOf({ ...designee, unit: lerum.hsaId }, delegated).decides).toEqual([]);
    expect(tasksOf({ ...designee, roles: ['staff', 'executor'] }, delegated)).toMatchObject({
      unit: partille.hsaId,
      handedOver: true,
    });
    expect(tasksOf({ ...designee, roles: ['decision-maker'] }, delegated).decides).toBeNull();
    expect(tasksOf({ ...designee, roles: ['executor'] }, delegated)).toMatchObject({ unit: null, decides: [] });
    expect([head.role, executor.role]).toEqual(['decision-maker', 'executor']);
  });
});

const nobody = { person: null, wards: [] } as const;

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
      roles: ['operator' as Role],
      ...nobody,
    };
    for (const [, state] of cases) expect(disclosureFor(operator, state, 'alone')).toBeNull();
  });
});
