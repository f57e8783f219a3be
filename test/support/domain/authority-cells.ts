import { KnownCaller, RequestEvent, RequestState } from '@sigill/domain';
import { expected, RoleName, roleSets } from '../who-may-what';
import { stateAfter } from './asking';
import { consulted, past, returned, urgentPast } from './block-case';
import { child, father, hsaId, lerum, mother, partille, registerOf, stepfather, teenager } from './people';

export const [opened, assessed] = past.assessed;
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
export const cases: readonly (readonly [string, RequestState, boolean])[] = [
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

export interface Cell {
  readonly caller: KnownCaller;
  readonly state: RequestState;
  readonly at: Parameters<typeof expected>[1];
}

const units = [partille.hsaId, lerum.hsaId, null];
export const callers = roleSets.flatMap((roles) =>
  units.flatMap((unit) =>
    relations.map(([relation, who, party]) => ({
      relation,
      party,
      caller: { hsaId: hsaId('P000000990777'), unit, roles, onCall: false, ...who } satisfies KnownCaller,
    })),
  ),
);
export const cells: readonly Cell[] = cases.flatMap(([, state, sent]) =>
  callers.map(({ caller, party }) => ({
    caller,
    state,
    at: { roles: caller.roles as readonly RoleName[], own: caller.unit === partille.hsaId, sent, party },
  })),
);

/** Where more than one role may, which of them acts: whoever decides by right of office, whoever reads the whole case. */
const order: readonly RoleName[] = ['staff', 'decision-maker', 'auditor', 'executor', 'operator'];
export const firstOf = (act: string, able: readonly RoleName[]): string => {
  const ordered = act === 'decision' ? (['decision-maker', 'staff'] as const) : order;
  return ordered.find((role) => able.includes(role)) ?? 'none';
};
