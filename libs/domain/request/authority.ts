import { Procedure } from '../procedures/procedure';
import { Actor, HsaId, LegalDate, Role } from '../terms';
import { Context, Delegation, Mandate } from './context';
import { Action } from './lifecycle';
import { Refusal } from './refusal';

/** Which roles a command can ever be taken by (api.md 2); whose unit and whose case is judged after that. */
export const rolesFor = {
  assessment: ['staff', 'decision-maker'],
  consultation: ['staff', 'decision-maker'],
  decision: ['decision-maker', 'staff'],
  submission: ['staff', 'decision-maker'],
  execution: ['executor'],
  return: ['executor'],
  documentation: ['staff', 'decision-maker'],
  withdrawal: ['staff', 'decision-maker'],
  correction: ['staff', 'decision-maker', 'executor'],
} as const satisfies Record<Action, readonly Role[]>;

export const openingRoles = {
  ordinary: ['staff', 'decision-maker'],
  urgent: ['staff', 'decision-maker', 'executor'],
} as const satisfies Record<'ordinary' | 'urgent', readonly Role[]>;

/** The head of the unit decides; staff only by a delegation for this procedure, valid today, at the request's unit. */
export function mandateOf(
  actor: Actor,
  context: Pick<Context, 'delegations' | 'procedure' | 'today'>,
  unit: HsaId,
): Mandate {
  if (actor.role === 'decision-maker') return { as: 'head' };
  const { procedure, delegations, today } = context;
  const mine = delegations.filter((one) => one.to === actor.hsaId && one.procedures.includes(procedure.name));
  if (!designeeMay(procedure) || mine.length === 0) return { as: 'none', because: 'no-mandate' };
  const valid = mine.find((one) => one.unit === unit && validOn(one, today));
  return valid === undefined
    ? { as: 'none', because: 'delegation-not-valid' }
    : { as: 'designee', onBehalfOf: valid.by };
}

/** @throws Refusal `no-mandate`, `delegation-not-valid` */
export function mandateToDecide(context: Context): Exclude<Mandate, { as: 'none' }> {
  const mandate = mandateOf(context.actor, context, context.unit.hsaId);
  if (mandate.as === 'none') throw new Refusal(mandate.because);
  return mandate;
}

const designeeMay = (procedure: Procedure): boolean => procedure.decided.by === 'head' && procedure.decided.designee;

const validOn = (delegation: Delegation, day: LegalDate): boolean => delegation.from <= day && day <= delegation.until;
