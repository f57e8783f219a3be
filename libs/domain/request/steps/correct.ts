import { correctorsOf, roleThatDid } from '../../authority/correctors';
import { assertNever } from '../../terms';
import { CommandOf, CorrectedReceiptBody, Correction } from '../commands';
import { Context } from '../context';
import { acting, CorrectedReceipt, RequestEvent } from '../events';
import { endingElsewhere, judgeExtensions, judgeLastDays, refuseBeforeDecision } from '../rules/receipts';
import { FieldFault, invalidBody, Refusal } from '../refusal';
import { RequestState } from '../state';

type Of<Step extends Correction['step']> = Extract<Correction, { step: Step }>;

/** A correction is a new event: nothing is erased, the state stays, the case is marked as an incident.
 *  Only the role that did the step corrects it. */
export function correct(command: CommandOf<'correction'>, state: RequestState, context: Context): RequestEvent[] {
  const { data } = command;
  switch (data.step) {
    case 'execution':
      return correctExecution(data, state, context);
    case 'documentation':
      return correctDocumentation(data, state, context);
    case 'consultation':
      return correctConsultation(data, state, context);
    default:
      return assertNever(data);
  }
}

function correctExecution(data: Of<'execution'>, state: RequestState, context: Context): RequestEvent[] {
  judgeRole(data, state, context);
  if (roleThatDid(data, state) === null) throw new Refusal('not-allowed-in-state');
  judgeReceipts(data.receipts, state);
  const receipts = data.receipts.map((one): CorrectedReceipt => ({
    item: one.item,
    performedAt: one.performedAt ?? state.receipts[one.item]?.performedAt ?? context.now,
    reference: one.reference ?? null,
    voided: isVoid(one),
  }));
  const standing = receipts.filter((one) => !one.voided);
  const anew = standing.filter((one) => state.receipts[one.item] === undefined);
  judgeExtensions(anew, state, context);
  judgeLastDays(standing, state, receipts);
  refuseBeforeDecision(data.receipts, state);
  const { register, now, others } = context;
  return [
    {
      type: 'ExecutionCorrected',
      occurredAt: now,
      persons: context.identities,
      data: {
        ...acting(context),
        reason: data.reason,
        receipts,
        register,
        ...losing(receipts, state),
        ...endingElsewhere(anew, state, others),
      },
    },
  ];
}

/** The required items that have a receipt before the correction, and none after it. */
function losing(receipts: readonly CorrectedReceipt[], { plan }: RequestState): { readonly lost?: readonly string[] } {
  const isLost = (item: string): boolean =>
    receipts.some((one) => one.item === item && one.voided) &&
    !receipts.some((one) => one.item === item && !one.voided);
  const lost = plan.filter(({ item, required }) => required && isLost(item)).map(({ item }) => item);
  return lost.length === 0 ? {} : { lost };
}

/** A receipt can be put right or voided; a voided item may get a new one, in the same correction or later. */
function judgeReceipts(given: readonly CorrectedReceiptBody[], state: RequestState): void {
  const voidedHere = given.filter(isVoid).map(({ item }) => item);
  const faults = given.flatMap((one, index): FieldFault[] => {
    const pointer = `/receipts/${String(index)}`;
    if (!state.plan.some(({ item }) => item === one.item))
      return [{ pointer: `${pointer}/item`, code: 'not-in-the-case' }];
    if (given.findIndex((other) => other.item === one.item && isVoid(other) === isVoid(one)) < index) {
      return [{ pointer: `${pointer}/item`, code: 'repeated' }];
    }
    return isVoid(one) || (one.performedAt ?? null) !== null
      ? []
      : [{ pointer: `${pointer}/performedAt`, code: 'missing' }];
  });
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
  const hasReceipt = (item: string): boolean => state.receipts[item] !== undefined;
  const known = (item: string): boolean => hasReceipt(item) || state.voided.includes(item) || voidedHere.includes(item);
  if (!voidedHere.every(hasReceipt) || !given.every(({ item }) => known(item)))
    throw new Refusal('not-allowed-in-state');
}

const isVoid = ({ voided }: CorrectedReceiptBody): boolean => voided === true;

function correctDocumentation(data: Of<'documentation'>, state: RequestState, context: Context): RequestEvent[] {
  judgeRole(data, state, context);
  if (roleThatDid(data, state) === null) throw new Refusal('not-allowed-in-state');
  const { reason, recordSystem, documentedAt } = data;
  return [
    {
      type: 'DocumentationCorrected',
      occurredAt: context.now,
      persons: [],
      data: { ...acting(context), reason, recordSystem, documentedAt },
    },
  ];
}

function correctConsultation(data: Of<'consultation'>, state: RequestState, context: Context): RequestEvent[] {
  judgeRole(data, state, context);
  if (state.consultations.length === 0) throw new Refusal('not-allowed-in-state');
  if (roleThatDid(data, state) === null) throw invalidBody('/revision', 'not-in-the-case');
  const { reason, revision, with: heard, heldAt, opinion } = data;
  return [
    {
      type: 'ConsultationCorrected',
      occurredAt: context.now,
      persons: [],
      data: { ...acting(context), reason, revision, with: heard, heldAt, opinion },
    },
  ];
}

function judgeRole(data: Correction, state: RequestState, { actor }: Context): void {
  if (!correctorsOf(data, state).includes(actor.role)) throw new Refusal('not-authorized');
}
