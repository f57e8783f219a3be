import { MeasureKind } from '../../measures/measures';
import { RequestState } from '../../request/state';
import { HsaId, LegalDate, RequestId } from '../../terms';
import { Span, Spans } from '../../words/spans';

/** What does not fit together, for a person to look at. */
export const mismatchKinds = [
  'seal-without-lock',
  'block-with-extension',
  'protected-without-seal',
  'seal-without-protection',
  'executed-without-documentation',
  'urgent-without-form',
  'half-executed',
  'receipts-missing',
  'custody-changed',
] as const;
export type MismatchKind = (typeof mismatchKinds)[number];

export type CircumstanceName = 'in-force' | 'block-without-effect' | 'review' | MismatchKind;

/** Something that held in a time, by what was recorded at that very time: later events end it, and change nothing of what was.
 *  So the same instant is answered alike for ever. */
export interface Circumstance extends Span {
  readonly name: CircumstanceName;
  /** Null, as procedure and unit: of a patient for whom no unit has anything to do. */
  readonly request: RequestId | null;
  readonly procedure: string | null;
  readonly unit: HsaId | null;
  /** Which measure is in force; null: it is about something else. */
  readonly measure: MeasureKind | null;
  /** Of a review, the day by which it is done; else null. */
  readonly dueOn: LegalDate | null;
}

type Told = Partial<Pick<Circumstance, 'measure' | 'dueOn'>>;

/** Of a request, or of nobody's. */
export const circumstancesDuring = (
  name: CircumstanceName,
  request: RequestState | null,
  times: Spans,
  { measure = null, dueOn = null }: Told = {},
): readonly Circumstance[] =>
  times.map(({ from, until }) => ({
    ...{ name, from, until, measure, dueOn },
    request: request?.id ?? null,
    procedure: request?.procedure.name ?? null,
    unit: request?.unit.hsaId ?? null,
  }));
