import { Procedure } from '../procedures/procedure';
import { Context, Delegation, Mandate } from '../request/context';
import { Refusal } from '../request/refusal';
import { Actor, HsaId, LegalDate } from '../terms';

/** What the mandate to decide is judged by, beside who asks and at which unit. */
export type MandateFacts = Pick<Context, 'delegations' | 'procedure' | 'today'>;

/** The head of the unit decides; staff only by a delegation for this procedure, valid today, at the request's unit. */
export function mandateOf(actor: Pick<Actor, 'hsaId' | 'role'>, facts: MandateFacts, unit: HsaId): Mandate {
  if (actor.role === 'decision-maker') return { as: 'head' };
  const { procedure, delegations, today } = facts;
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
