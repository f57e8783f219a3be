import { HsaId, LegalDate, PersonId, RequestId, Wording } from '../../terms';
import { stands } from '../../measures/measures-of';
import { MeasureKind, PlanEffect, PlanItem } from '../../measures/measures';
import { PlanFacts } from '../procedure';

/** The items an executor can confirm (api.md 3); a procedure's plan is made of these.
 *  Titles name nobody: the person an item is about is the id behind its colon. */

export const minorAccessChecked = ({ guardians }: Pick<PlanFacts, 'guardians'>): PlanItem => ({
  item: checked,
  title:
    guardians.length > 1
      ? {
          sv: 'Kontrollera om Minderårig tillgång är satt för vårdnadshavarna',
          en: 'Check whether minor access is set for the guardians',
        }
      : {
          sv: 'Kontrollera om Minderårig tillgång är satt för vårdnadshavaren',
          en: 'Check whether minor access is set for the guardian',
        },
  required: true,
  effects: [],
});

/** Whom an item is about: the person behind its colon, whoever's Minderårig tillgång it sets or removes, or the guardians of
 *  the request where theirs is looked at. */
export function subjectsOf({ item, effects }: PlanItem, guardians: readonly PersonId[]): readonly PersonId[] {
  const person = item.split(':')[1];
  if (person !== undefined) return [person as PersonId];
  if (item === checked) return guardians;
  return [...new Set(effects.filter(({ measure }) => measure === 'extension').map((effect) => effect.person))];
}

export const registryReferenceNoted: PlanItem = {
  item: 'registry-reference-noted',
  title: { sv: 'Anteckna ärendenumret i Admin Journalen', en: 'Note the case number in Admin Journalen' },
  required: false,
  effects: [],
};

export const guardianBlocked = (facts: PlanFacts, guardian: PersonId): PlanItem =>
  aboutPerson('guardian-blocked', guardian, {
    title: { sv: 'Blockera vårdnadshavarens tillgång', en: "Block the guardian's access" },
    effects: [begin(facts, 'block', guardian)],
  });

export const guardianUnblocked = (guardian: PersonId, begunBy: RequestId): PlanItem =>
  aboutPerson('guardian-unblocked', guardian, {
    title: { sv: 'Häv blockeringen av vårdnadshavaren', en: 'Lift the block of the guardian' },
    effects: [end('block', guardian, begunBy, 'valid-from')],
  });

export const blockStillSet = (guardian: PersonId): PlanItem =>
  aboutPerson('block-still-set', guardian, {
    title: {
      sv: 'Bekräfta att blockeringen av vårdnadshavaren är kvar',
      en: 'Confirm that the block of the guardian is still set',
    },
    effects: [],
  });

/** `minor-access-removed`, where an extension for one of the persons stands; ends it on the receipt's date. */
export function minorAccessRemoved(facts: PlanFacts, persons: readonly PersonId[]): readonly PlanItem[] {
  const extensions = facts.measures.filter(
    (measure) => measure.kind === 'extension' && persons.includes(measure.person) && stands(measure, facts.today),
  );
  if (extensions.length === 0) return [];
  return [
    {
      item: 'minor-access-removed',
      title: { sv: 'Ta bort Minderårig tillgång', en: 'Remove minor access' },
      required: true,
      effects: extensions.map((extension) => end('extension', extension.person, extension.request, 'receipt')),
    },
  ];
}

export const begin = (
  facts: Pick<PlanFacts, 'track'>,
  measure: MeasureKind,
  person: PersonId,
  bounds: { readonly unit: HsaId; readonly until: LegalDate | null } | null = null,
): PlanEffect => ({
  does: 'begin',
  measure,
  person,
  unit: bounds?.unit ?? null,
  from: facts.track === 'urgent' ? 'receipt' : 'valid-from',
  until: bounds?.until ?? null,
});

export const end = (
  measure: MeasureKind,
  person: PersonId,
  begunBy: RequestId,
  from: PlanEffect['from'],
): PlanEffect => ({ does: 'end', measure, person, begunBy, from });

const aboutPerson = (
  item: string,
  person: PersonId,
  what: { readonly title: Wording; readonly effects: readonly PlanEffect[] },
): PlanItem => ({ item: `${item}:${person}`, required: true, ...what });

const checked = 'minor-access-checked';
