import { CommandOf } from '../commands';
import { Context } from '../context';
import { Refusal } from '../refusal';
import { RequestState } from '../state';
import { conditionAgainst, ConditionFacts, Proposal } from './conditions';
import { explained } from './explained';

type Dates = Partial<Pick<CommandOf<'decision'>['data'], 'validFrom' | 'validUntil' | 'reviewBy'>>;

/** The dates as granted, after all conditions were judged on fresh facts. Only dates that the body names are judged as
 *  dates; a validFrom that has passed meanwhile counts as today. @throws Refusal (api.md 5) */
export function judgeGrant(
  state: RequestState,
  dates: Dates,
  context: Context,
): Pick<RequestState, 'validFrom' | 'validUntil'> {
  const passed = state.validFrom < context.today;
  const validFrom = dates.validFrom ?? (passed ? context.today : state.validFrom);
  const validUntil = dates.validUntil ?? state.validUntil;
  const namedDates = given(dates);
  judgeConditions({ ...state, openedAt: state.opened.at, validFrom, validUntil, namedDates }, context);
  const kept = state.track === 'urgent' ? (dates.validFrom ?? state.validFrom) : validFrom;
  return { validFrom: kept, validUntil };
}

/** @throws Refusal with the first condition that stands in the way */
export function judgeConditions(proposal: Proposal, facts: ConditionFacts): void {
  const bar = conditionAgainst(proposal, facts);
  if (bar === null) return;
  const existing = bar.existing === undefined ? {} : { existing: bar.existing };
  throw new Refusal(bar.code, { ...existing, ...explained(bar.code, proposal, facts) });
}

const given = ({ validFrom, validUntil, reviewBy }: Dates): Proposal['namedDates'] => ({
  ...(validFrom ? { validFrom } : {}),
  ...(validUntil ? { validUntil } : {}),
  ...(reviewBy ? { reviewBy } : {}),
});
