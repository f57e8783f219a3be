import { ageOn } from '../dates';
import { PlanFacts } from '../procedures/procedure';
import { Context } from './context';
import { GuardianOutcome } from './events';
import { PlanItem } from './measures';
import { RequestState } from './state';

type Resolved = Omit<PlanFacts, 'measures' | 'register' | 'today' | 'age' | 'unit'>;

/** The execution plan as the facts of today make it. */
export function planFor(
  request: Resolved,
  context: Pick<Context, 'procedure' | 'measures' | 'register' | 'today' | 'birthDate' | 'unit'>,
): readonly PlanItem[] {
  const { measures, register, today, birthDate, unit, procedure } = context;
  return procedure.plan({ ...request, measures, register, today, age: ageOn(birthDate, today), unit: unit.hsaId });
}

/** The same for a request that exists. */
export const planAgain = (state: RequestState, context: Context): readonly PlanItem[] =>
  planFor(resolved(state, state.decision?.guardians ?? []), context);

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

export const samePlan = (one: readonly PlanItem[], other: readonly PlanItem[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
