import { ageOn } from '../../words/dates';
import { PlanFacts } from '../../procedures/procedure';
import { Context } from '../context';
import { GuardianOutcome } from '../events';
import { PlanItem } from '../../measures/measures';
import { missingReceipts, RequestState } from '../state';

type Resolved = Omit<PlanFacts, 'measures' | 'locksToCome' | 'register' | 'today' | 'readsAlone' | 'unit'>;

/** The execution plan as the facts of today make it. */
export function planFor(
  request: Resolved,
  context: Pick<Context, 'procedure' | 'measures' | 'register' | 'today' | 'birthDate' | 'unit' | 'policy' | 'others'>,
): readonly PlanItem[] {
  const { measures, register, today, birthDate, unit, procedure, policy, others } = context;
  return procedure.plan({
    ...request,
    measures,
    locksToCome: others.filter(hasLockToCome).map(({ id }) => id),
    register,
    today,
    readsAlone: ageOn(birthDate, today) >= policy.ownAccessAge,
    unit: unit.hsaId,
  });
}

const hasLockToCome = (request: RequestState): boolean =>
  missingReceipts(request).some(({ effects }) =>
    effects.some(({ does, measure }) => does === 'begin' && measure === 'lock'),
  );

/** The plan judged once more on the facts of today: what has a receipt stays as it was, the rest is planned anew. So of
 *  two unseals the last really opens, and an extension set meanwhile is cleared before its guardian is blocked. */
export function planAgain(
  state: RequestState,
  context: Context,
  outcomes = state.decision?.guardians ?? [],
): readonly PlanItem[] {
  const fresh = planFor(resolved(state, outcomes), context);
  const kept = state.plan.flatMap((item) =>
    state.receipts[item.item] === undefined ? fresh.filter((one) => one.item === item.item) : [item],
  );
  return fresh.reduce<readonly PlanItem[]>((plan, item, index) => {
    if (plan.some((one) => one.item === item.item)) return plan;
    const place = plan.findIndex((one) => one.item === fresh[index - 1]?.item) + 1;
    return [...plan.slice(0, place), item, ...plan.slice(place)];
  }, kept);
}

export const resolved = (state: RequestState, outcomes: readonly GuardianOutcome[]): Resolved => ({
  request: state.id,
  track: state.track,
  patient: state.patient,
  guardians: state.guardians,
  concerns: state.concerns,
  validFrom: state.validFrom,
  validUntil: state.validUntil,
  answers: state.assessment?.answers ?? {},
  outcomes,
});

/** An urgent plan is fixed at opening; an answer can only make one of its items required. */
export const requiring = (plan: readonly PlanItem[], fresh: readonly PlanItem[]): readonly PlanItem[] =>
  plan.map((item) => ({
    ...item,
    required: item.required || fresh.some((one) => one.item === item.item && one.required),
  }));

/** Whatever the order of their fields: the log gives them back in another one. */
export const samePlan = (one: readonly PlanItem[], other: readonly PlanItem[]): boolean =>
  one.length === other.length && one.every((item, index) => sameFields(item, other[index]));

/** A field that is undefined is none. */
function sameFields(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [fields, others] = [fieldsOf(one), fieldsOf(other)];
  return fields.length === others.length && fields.every(([name, value]) => sameFields(value, fieldIn(other, name)));
}

const fieldsOf = (of: object): readonly (readonly [string, unknown])[] =>
  Object.entries(of).filter(([, value]) => value !== undefined);

const fieldIn = (of: object, name: string): unknown => (of as Readonly<Record<string, unknown>>)[name];
