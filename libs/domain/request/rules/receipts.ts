import { PlanEffect, PlanItem, Receipt } from '../../measures/measures';
import { standing } from '../../measures/measures-of';
import { Instant, LegalDate, Wording } from '../../terms';
import { legalDateOf } from '../../words/dates';
import { Context } from '../context';
import { CaseElsewhere } from '../events';
import { Refusal } from '../refusal';
import { RequestState } from '../state';
import { caseElsewhere } from './other-unit';

type Judged = Pick<RequestState, 'track' | 'decision' | 'plan' | 'receipts'>;
type Begun = Extract<PlanEffect, { does: 'begin' }>;

/** Minderårig tillgång is cleared before its guardian is blocked (domain.md 4.3 B14; I1). `judged.plan` is today's.
 *  @throws Refusal */
export function judgeBlocks(receipts: readonly Receipt[], judged: Judged, { measures, today }: Context): void {
  const items = [...receipts.map(({ item }) => item), ...Object.keys(judged.receipts)];
  if (items.includes('minor-access-removed')) return;
  const extended = standing(measures, 'extension', today).map(({ person }) => person);
  if (!begunBy(receipts, judged.plan, 'block').some(({ effect }) => extended.includes(effect.person))) return;
  throw new Refusal('extension-still-set', { plan: itemsOf(judged.plan) });
}

/** Nobody is let in past a block or a seal that has come since the decision, whoever brings the receipt: the execution, or a
 *  correction of it. @throws Refusal in the order of api.md 5 */
export function judgeExtensions(
  receipts: readonly Receipt[],
  judged: Pick<RequestState, 'plan'>,
  context: Context,
): void {
  const extensions = begunBy(receipts, judged.plan, 'extension');
  const blocked = standing(context.measures, 'block', context.today).map(({ person }) => person);
  if (extensions.some(({ effect }) => blocked.includes(effect.person))) throw new Refusal('guardian-blocked');
  const sealed = standing(context.measures, 'seal', context.today).length > 0;
  if (extensions.length > 0 && sealed) throw new Refusal('patient-sealed');
}

/** Nobody is let in after the last day, whether a receipt is brought or one is put right. `body`: all receipts that came,
 *  these among them. @throws Refusal */
export function judgeLastDays(
  receipts: readonly Receipt[],
  judged: Pick<RequestState, 'plan'>,
  body: readonly Receipt[],
): void {
  const extensions = begunBy(receipts, judged.plan, 'extension');
  const late = extensions.filter(({ effect, on }) => effect.until !== null && on > effect.until);
  const until = late[0]?.effect.until ?? null;
  if (until === null) return;
  throw timesNotAllowed(
    late.map(({ receipt }) => body.indexOf(receipt)),
    { sv: `Sista tillåtna dag är ${until}.`, en: `The last day allowed is ${until}.` },
  );
}

/** On the ordinary track nothing is performed before it was decided. @throws Refusal */
export function refuseBeforeDecision(
  body: readonly { readonly performedAt?: Instant | null }[],
  { track, decision }: Judged,
): void {
  if (track === 'urgent' || decision === null) return;
  const early = body.flatMap(({ performedAt }, index) => (performedAt && performedAt < decision.at ? [index] : []));
  if (early.length === 0) return;
  throw timesNotAllowed(early, {
    sv: `Tidigast när beslutet fattades: ${decision.at}.`,
    en: `At the earliest when it was decided: ${decision.at}.`,
  });
}

const timesNotAllowed = (indexes: readonly number[], limit: Wording): Refusal =>
  new Refusal('date-not-allowed', {
    faults: indexes.map((index) => ({ pointer: `/receipts/${String(index)}/performedAt`, code: 'date-not-allowed' })),
    limit,
  });

/** The plan may have changed since the executor saw it: so that nobody has to guess what is to be done. */
export const itemsOf = (plan: readonly PlanItem[]): NonNullable<Refusal['details']['plan']> =>
  plan.map(({ item, required }) => ({ item, required }));

/** The requests of other units that lose a measure by these receipts, each once; nothing where there are none. */
export function endingElsewhere(
  receipts: readonly Receipt[],
  { plan, unit }: Pick<RequestState, 'plan' | 'unit'>,
  others: readonly RequestState[],
): { readonly endedElsewhere?: readonly CaseElsewhere[] } {
  const ended = effectsOf(receipts, plan).flatMap(({ effect }) => (effect.does === 'end' ? [effect.begunBy] : []));
  const foreign = others.filter((other) => ended.includes(other.id) && other.unit.hsaId !== unit.hsaId);
  if (foreign.length === 0) return {};
  return {
    endedElsewhere: foreign.map(caseElsewhere),
  };
}

interface Brought<Effect> {
  readonly receipt: Receipt;
  readonly effect: Effect;
  readonly on: LegalDate;
}

const effectsOf = (receipts: readonly Receipt[], plan: readonly PlanItem[]): readonly Brought<PlanEffect>[] =>
  receipts.flatMap((receipt) =>
    (plan.find(({ item }) => item === receipt.item)?.effects ?? []).map((effect) => ({
      ...{ receipt, effect },
      on: legalDateOf(receipt.performedAt),
    })),
  );

const begunBy = (
  receipts: readonly Receipt[],
  plan: readonly PlanItem[],
  measure: Begun['measure'],
): readonly Brought<Begun>[] =>
  effectsOf(receipts, plan).flatMap(({ effect, ...brought }) =>
    effect.does === 'begin' && effect.measure === measure ? [{ ...brought, effect }] : [],
  );
