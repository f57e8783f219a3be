import { Instant } from '../../terms';
import { CommandOf, GivenReceiptBody } from '../commands';
import { Context } from '../context';
import { RequestEvent } from '../events';
import { PlanItem, Receipt } from '../../measures/measures';
import { planAgain, samePlan } from '../rules/plan';
import {
  endingElsewhere,
  itemsOf,
  judgeBlocks,
  judgeExtensions,
  judgeLastDays,
  refuseBeforeDecision,
} from '../rules/receipts';
import { FieldFault, Refusal } from '../refusal';
import { missingReceipts, RequestState } from '../state';

/** Receipts of the executor; partial ones are kept, so that a half-executed case is visible as what it is.
 *  The plan is judged once more on the facts of the receipt. */
export function execute(command: CommandOf<'execution'>, state: RequestState, context: Context): RequestEvent[] {
  const { actor: by, now: at, register } = context;
  const plan = planAgain(state, context);
  const given = command.data.receipts;
  judgeItems(given, plan, state);
  const receipts = given.map((one): Receipt => ({
    item: one.item,
    performedAt: one.performedAt,
    reference: one.reference ?? null,
  }));
  judgeBlocks(receipts, { ...state, plan }, context);
  judgeExtensions(receipts, { plan }, context);
  judgeLastDays(receipts, { plan }, receipts);
  refuseBeforeDecision(given, state);
  const done = {
    ...state.receipts,
    ...Object.fromEntries(receipts.map((one) => [one.item, { ...one, at, by, revision: state.revision + 1 }])),
  };
  return [
    {
      type: 'ExecutionRecorded',
      occurredAt: latest(receipts, at),
      persons: context.identities,
      data: {
        by,
        at,
        receipts,
        note: command.data.note ?? null,
        plan: samePlan(plan, state.plan) ? null : plan,
        register,
        completes: completes({ plan, receipts: done }, { ...state, plan }),
        ...endingElsewhere(receipts, { ...state, plan }, context.others),
      },
    },
  ];
}

/** The last required receipt has come, or the case still waits for one that a correction has brought;
 *  what is noted after that completes nothing once more. */
const completes = (after: Pick<RequestState, 'plan' | 'receipts'>, before: RequestState): boolean =>
  missingReceipts(after).length === 0 &&
  (missingReceipts(before).length > 0 || before.state === 'submitted' || before.state === 'called');

function judgeItems(given: readonly GivenReceiptBody[], plan: readonly PlanItem[], state: RequestState): void {
  const faults = given.flatMap(({ item }, index): FieldFault[] => {
    const pointer = `/receipts/${String(index)}/item`;
    if (!plan.some((one) => one.item === item)) return [{ pointer, code: 'not-in-the-case' }];
    return given.findIndex((one) => one.item === item) < index ? [{ pointer, code: 'repeated' }] : [];
  });
  if (faults.length > 0) throw new Refusal('invalid-body', { faults, plan: itemsOf(plan) });
  if (given.some(({ item }) => state.receipts[item] !== undefined)) throw new Refusal('not-allowed-in-state');
}

const latest = (receipts: readonly Receipt[], now: Instant): Instant =>
  receipts
    .map(({ performedAt }) => performedAt)
    .reduce((last, one) => (one > last ? one : last), receipts[0]?.performedAt ?? now);
