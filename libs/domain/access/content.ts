import { AccessPolicies, ageRules, policyOn, withinAges } from '../policy/policy';
import { LegalDate } from '../terms';
import { ageOn, parseLegalDate } from '../words/dates';
import { Reader } from './rule';

/** Which parts of a record the journal shows at all, and from when (domain.md 3.4): dated facts of a region. */
export interface ContentIn<Date extends string> {
  /** What was written of a minor before this day is never shown. */
  readonly minorsFrom: Date;
  readonly systems: readonly ConnectedSystem<Date>[];
  readonly excludedUnits: readonly ExcludedUnit<Date>[];
  readonly excludedTerms: readonly ExcludedTerm<Date>[];
}

interface Dated<Date extends string> {
  readonly from: Date;
  /** Last day, inclusive; left out = until further notice. */
  readonly until?: Date;
  /** Keys of domain.md section 0. */
  readonly source: string;
}

export interface ConnectedSystem<Date extends string> extends Dated<Date> {
  readonly system: string;
  readonly where: string;
  readonly note?: string;
}

/** A line of the region's list of units whose notes staff see and the journal never shows. */
export interface ExcludedUnit<Date extends string> extends Dated<Date> {
  readonly name: string;
}

/** A keyword whose text is never shown. */
export interface ExcludedTerm<Date extends string> extends Dated<Date> {
  readonly term: string;
  readonly hiddenFrom: 'patient-and-guardians' | 'guardians';
  readonly rule: string;
}

export type WrittenContent = ContentIn<string>;
export type RegionContent = ContentIn<LegalDate>;

/** What of the record the journal shows to somebody who may read it. */
export interface JournalContent {
  /** The first day that is shown; null: no system is connected. */
  readonly shownFrom: LegalDate | null;
  readonly systems: readonly { readonly system: string; readonly from: LegalDate }[];
  readonly excludedUnits: readonly string[];
  readonly excludedTerms: readonly string[];
}

/** What the content is told by, of one region. */
export interface ContentRules {
  readonly policies: AccessPolicies;
  readonly content: RegionContent;
}

export interface ContentAsked {
  /** Of the patient. */
  readonly birthDate: LegalDate;
  readonly relation: Reader['relation'];
  readonly on: LegalDate;
}

export function contentOn(
  { policies, content }: ContentRules,
  { birthDate, relation, on }: ContentAsked,
): JournalContent {
  const isMinor = withinAges(ageRules.minor(policyOn(policies, on)), ageOn(birthDate, on));
  const inUse = ({ from, until }: Dated<LegalDate>): boolean => from <= on && (until === undefined || on <= until);
  const systems = content.systems
    .map((one) => ({ ...one, from: isMinor ? later(one.from, content.minorsFrom) : one.from }))
    .filter(inUse)
    .map(({ system, from }) => ({ system, from }));
  const hidden = ({ hiddenFrom }: ExcludedTerm<LegalDate>): boolean =>
    hiddenFrom === 'patient-and-guardians' || relation === 'guardian';
  return {
    shownFrom: systems.map(({ from }) => from).sort()[0] ?? null,
    systems,
    excludedUnits: content.excludedUnits.filter(inUse).map(({ name }) => name),
    excludedTerms: content.excludedTerms
      .filter(inUse)
      .filter(hidden)
      .map(({ term }) => term),
  };
}

const later = (one: LegalDate, other: LegalDate): LegalDate => (one < other ? other : one);

export const isSound = (content: WrittenContent): content is RegionContent => contentFaults(content).length === 0;

/** What in the file cannot be, a line each. */
export function contentFaults(content: WrittenContent): readonly string[] {
  const { minorsFrom, systems, excludedUnits, excludedTerms } = content;
  return [
    ...(parseLegalDate(minorsFrom) === null ? [notADate('content.minorsFrom')] : []),
    ...listFaults('systems', systems, ({ system }) => system),
    ...listFaults('excludedUnits', excludedUnits, ({ name }) => name),
    ...listFaults('excludedTerms', excludedTerms, ({ term }) => term),
  ];
}

function listFaults<Line extends Dated<string>>(
  list: string,
  lines: readonly Line[],
  nameOf: (line: Line) => string,
): readonly string[] {
  const names = lines.map(nameOf);
  return lines.flatMap((line, index) => {
    const place = `content.${list}[${String(index)}]`;
    const name = nameOf(line);
    return [
      ...(name.trim() === '' || name.trim() !== name ? [`${place} has no name without blanks around it`] : []),
      ...(names.indexOf(name) < index ? [`${place} stands there twice: ${name}`] : []),
      ...dateFaults(place, line),
    ];
  });
}

function dateFaults(place: string, { from, until }: Dated<string>): readonly string[] {
  const isNoEnd = until !== undefined && parseLegalDate(until) === null;
  if (parseLegalDate(from) === null || isNoEnd)
    return [
      ...(parseLegalDate(from) === null ? [notADate(`${place}.from`)] : []),
      ...(isNoEnd ? [notADate(`${place}.until`)] : []),
    ];
  return until !== undefined && until < from ? [`${place}.until lies before from`] : [];
}

const notADate = (place: string): string => `${place} is not a date (YYYY-MM-DD)`;
