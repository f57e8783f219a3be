import { Context, Delegation, Mandate } from '../request/context';
import { Refusal } from '../request/refusal';
import { Actor, HsaId, LegalDate } from '../terms';

/** What the mandate to decide is judged by, beside who asks and at which unit. */
export type MandateFacts = Pick<Context, 'delegations' | 'onCall' | 'policy' | 'procedure' | 'today'>;

/** The head of the unit decides; a doctor on call what the region's policy leaves to one; staff only by a delegation for this
 *  procedure, valid today, at the request's unit. */
export function mandateOf(actor: Pick<Actor, 'hsaId' | 'role'>, facts: MandateFacts, unit: HsaId): Mandate {
  if (isHead({ actor, onCall: facts.onCall })) return { as: 'head' };
  if (actor.role === 'decision-maker') return mandateOnCall(facts);
  const { procedure, delegations, today } = facts;
  const mine = delegations.filter((one) => one.to === actor.hsaId && one.procedures.includes(procedure.name));
  if (!designeeMay(facts) || mine.length === 0) return { as: 'none', because: 'no-mandate' };
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

/** Of the unit's decision-makers those who are not merely on call. */
export const isHead = ({ actor, onCall }: { readonly actor: Pick<Actor, 'role'>; readonly onCall: boolean }): boolean =>
  actor.role === 'decision-maker' && !onCall;

const mandateOnCall = ({ policy, procedure }: MandateFacts): Mandate =>
  policy.deciders.onCall.includes(procedure.name) ? { as: 'on-call' } : { as: 'none', because: 'no-mandate' };

/** As the procedure says, unless the region says otherwise. */
function designeeMay({ policy, procedure: { name, decided } }: Pick<MandateFacts, 'policy' | 'procedure'>): boolean {
  return decided.by === 'head' && (policy.deciders.designee[name] ?? decided.designee);
}

const validOn = (delegation: Delegation, day: LegalDate): boolean => delegation.from <= day && day <= delegation.until;
