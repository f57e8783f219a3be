import { isHead, mandateToDecide } from '../../authority/mandate';
import { PersonId } from '../../terms';
import { barToGrant } from '../rules/checklist';
import { CommandOf } from '../commands';
import { Context } from '../context';
import { GuardianOutcome, RequestEvent } from '../events';
import { planFor, resolved } from '../rules/plan';
import { judgeGrant } from '../rules/grant';
import { judgeOtherUnit } from '../rules/other-unit';
import { invalidBody, Refusal } from '../refusal';
import { RequestState } from '../state';

type Body = CommandOf<'decision'>['data'];

/** The decision of the head, the designee or the doctor on call. A refusal overturns an urgent measure and names the request that ends it. */
export function settle(command: CommandOf<'decision'>, state: RequestState, context: Context): RequestEvent[] {
  const { data } = command;
  const { actor, now: at, register, procedure } = context;
  const mandate = mandateToDecide(context);
  const by = mandate.as === 'designee' ? { ...actor, onBehalfOf: mandate.onBehalfOf } : actor;
  const granted = data.outcome === 'granted';
  if (granted) judgeHeard(state, context);
  judgeOtherUnit(data, state, context);
  judgeFourEyes(data, state, context);
  judgeShape(data, state, context);
  const bar = granted ? barToGrant(procedure, state.assessment?.answers ?? {}) : null;
  if (bar !== null) throw new Refusal(bar);
  const { validFrom, validUntil } = granted ? judgeGrant(state, data, context) : state;
  return [
    {
      type: 'RequestDecided',
      occurredAt: at,
      persons: context.identities,
      data: {
        by,
        at,
        outcome: data.outcome,
        grounds: data.grounds,
        capacity: mandate.as,
        validFrom,
        validUntil,
        ...given(data),
        plan: planOf(state, data, { ...context, validFrom, validUntil }),
        register,
        legalGround: procedure.legalGround.code,
        endingRequest: state.track === 'urgent' && !granted ? context.ids.endingRequest : null,
      },
    },
  ];
}

/** Whoever the answers say was heard has a consultation in the case. */
function judgeHeard({ assessment, consultations }: RequestState, { procedure }: Context): void {
  const said = procedure.saidToBeHeard?.(assessment?.answers ?? {}) ?? [];
  const heard = said.every((party) => consultations.some((one) => one.party === party));
  if (!heard) throw new Refusal('consultation-missing');
}

/** Whoever assessed does not decide; the head alone may, and says why. */
function judgeFourEyes({ treatingReason }: Body, state: RequestState, context: Context): void {
  const treats = state.assessment?.by.hsaId === context.actor.hsaId;
  if (treats && (!isHead(context) || (treatingReason ?? '') === '')) throw new Refusal('same-person');
}

const given = ({ reviewBy, treatingReason, guardians }: Body) => ({
  reviewBy: reviewBy ?? null,
  treatingReason: treatingReason ?? null,
  guardians: guardians ?? null,
});

/** What of the body only the procedure can judge. */
function judgeShape(data: Body, state: RequestState, { procedure }: Context): void {
  if (isGiven(data.validUntil) && !procedure.endsByTime) throw invalidBody('/validUntil', 'not-applicable');
  const outcomes = data.guardians ?? null;
  if (!procedure.perGuardian || data.outcome === 'refused') {
    if (outcomes !== null) throw invalidBody('/guardians', 'not-applicable');
    return;
  }
  judgeOutcomes(outcomes, state.guardians);
}

/** Every guardian under the measure, once. */
function judgeOutcomes(outcomes: readonly GuardianOutcome[] | null, guardians: readonly PersonId[]): void {
  if (outcomes === null) throw invalidBody('/guardians', 'missing');
  const foreign = outcomes.findIndex(({ guardian }) => !guardians.includes(guardian));
  if (foreign >= 0) throw invalidBody(`/guardians/${String(foreign)}/guardian`, 'not-in-the-case');
  const named = new Set(outcomes.map(({ guardian }) => guardian));
  if (named.size !== outcomes.length) throw invalidBody('/guardians', 'repeated');
  if (named.size !== guardians.length) throw invalidBody('/guardians', 'wrong-count');
}

/** An urgent plan was fixed at opening; an ordinary one is fixed now. */
function planOf(state: RequestState, data: Body, context: Context & Pick<RequestState, 'validFrom' | 'validUntil'>) {
  if (state.track === 'urgent' || data.outcome === 'refused') return state.plan;
  const { validFrom, validUntil } = context;
  return planFor({ ...resolved(state, data.guardians ?? []), validFrom, validUntil }, context);
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;
