import { RequestId, UnitRef } from '../../terms';
import { CommandOf } from '../commands';
import { Context, OpeningContext } from '../context';
import { CaseElsewhere } from '../events';
import { Refusal } from '../refusal';
import { RequestState } from '../state';

/** The unit that began the measure which the request is about, where it is another than the request's own. */
export function otherUnitOf(
  { concerns, unit }: Pick<RequestState, 'concerns' | 'unit'>,
  others: readonly RequestState[],
): UnitRef | null {
  return elsewhere({ concerns, unit }, others)?.unit ?? null;
}

/** Its case, of which that unit is told when the request is opened; nothing where the measure is the own unit's. */
export function begunElsewhere(
  concerns: RequestId | null,
  { unit, others }: Pick<OpeningContext, 'unit' | 'others'>,
): { readonly begunElsewhere?: CaseElsewhere } {
  const begun = elsewhere({ concerns, unit }, others);
  return begun === null ? {} : { begunElsewhere: caseElsewhere(begun) };
}

export const caseElsewhere = ({ id, caseNumber, unit }: RequestState): CaseElsewhere => ({
  request: id,
  caseNumber,
  unit: unit.hsaId,
});

function elsewhere(
  { concerns, unit }: Pick<RequestState, 'concerns' | 'unit'>,
  others: readonly RequestState[],
): RequestState | null {
  const begun = others.find(({ id }) => id === concerns);
  return begun === undefined || begun.unit.hsaId === unit.hsaId ? null : begun;
}

/** A unit that lifts another unit's protection has heard the head there, or says why not. @throws Refusal */
export function judgeOtherUnit(data: CommandOf<'decision'>['data'], state: RequestState, context: Context): void {
  if (!endsProtection(data, context) || otherUnitOf(state, context.others) === null) return;
  if ((data.treatingReason ?? '').trim() !== '' || hasHeard(context.otherHead, state)) return;
  throw new Refusal('consultation-missing', {
    faults: [{ pointer: '/treatingReason', code: 'missing' }],
    limit: needed,
  });
}

function endsProtection(data: CommandOf<'decision'>['data'], { procedure }: Context): boolean {
  const { concerns, perGuardian } = procedure;
  if (data.outcome !== 'granted' || concerns === null || !protections.includes(concerns.measure)) return false;
  return !perGuardian || (data.guardians ?? []).some(({ outcome }) => outcome === 'end');
}

const needed = {
  sv: 'Åtgärden beslutades av en annan enhet: hör verksamhetschefen där, eller ange i treatingReason varför det inte har skett.',
  en: 'Another unit decided the measure: hear the head of operations there, or say in treatingReason why not.',
};

const protections: readonly string[] = ['block', 'seal'];

/** By HSA-id or whole name. */
const hasHeard = (head: Context['otherHead'], { consultations }: RequestState): boolean =>
  head !== null &&
  consultations.some(
    ({ party, with: heard }) =>
      party === 'head-of-operations' && [head.hsaId, head.name].some((one) => folded(one) === folded(heard)),
  );

const folded = (text: string): string => text.trim().toLowerCase();
