import { barToGrant, parseAnswers } from '../rules/checklist';
import { CommandOf } from '../commands';
import { Context } from '../context';
import { Answers, RequestEvent } from '../events';
import { planFor, requiring, resolved, samePlan } from '../rules/plan';
import { judgeGrant } from '../rules/grant';
import { Refusal } from '../refusal';
import { assessSiblings } from './siblings';
import { RequestState } from '../state';

/** The assessment; with it the decision, where the patient asks by right (domain.md 4.6, 4.8). */
export function assess(command: CommandOf<'assessment'>, state: RequestState, context: Context): RequestEvent[] {
  const siblings = assessSiblings(command.data.siblings, context);
  const answers = parseAnswers(context.procedure, command.data.answers);
  const { actor: by, now: at, register, identities } = context;
  const plan = planAfter(answers, state, context);
  const assessed: RequestEvent = {
    type: 'RequestAssessed',
    occurredAt: at,
    persons: [...identities, ...siblings.identities],
    data: {
      ...{ by, at, answers, recommendation: command.data.recommendation, register, plan },
      ...(siblings.answers.length === 0 ? {} : { siblings: siblings.answers }),
    },
  };
  return context.procedure.decided.by === 'right' ? [assessed, byRight(answers, state, context)] : [assessed];
}

/** Null where the answers change nothing. */
function planAfter(answers: Answers, state: RequestState, context: Context) {
  const fresh = planFor({ ...resolved(state, []), answers }, context);
  const plan = state.track === 'urgent' ? requiring(state.plan, fresh) : fresh;
  return samePlan(plan, state.plan) ? null : plan;
}

function byRight(answers: Answers, state: RequestState, context: Context): RequestEvent {
  const { procedure, actor: by, now: at, register } = context;
  if (barToGrant(procedure, answers) !== null) throw new Refusal('patient-identity-not-proven');
  const { validFrom, validUntil } = judgeGrant(state, {}, context);
  return {
    type: 'RequestDecided',
    occurredAt: at,
    persons: [],
    data: {
      by,
      at,
      outcome: 'granted',
      grounds: null,
      capacity: 'by-right',
      validFrom,
      validUntil,
      reviewBy: null,
      treatingReason: null,
      guardians: null,
      plan: planFor({ ...resolved(state, []), answers, validFrom, validUntil }, context),
      register,
      legalGround: procedure.legalGround.code,
      endingRequest: null,
    },
  };
}
