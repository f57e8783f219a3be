import { FieldFault, invalidBody, LegalDate, parsePersonNumber, PersonalNumber, Refusal } from '@sigill/domain';
import type { ParsedPersonNumber } from '@sigill/domain';

/** A number as a caller wrote it. */
export interface AskedNumber {
  readonly pointer: string;
  readonly text: string;
}
export type RightlyWritten = Exclude<ParsedPersonNumber, { readonly kind: 'invalid' }>;

/** One for each that was asked, in their order. @throws Refusal `invalid-body` at those that are none */
export function rightlyWritten(asked: readonly AskedNumber[], today: LegalDate): readonly RightlyWritten[] {
  const parsed = asked.map(({ text, pointer }) => ({ pointer, number: parsePersonNumber(text, today) }));
  const faults = parsed.flatMap(({ pointer, number }): FieldFault[] =>
    number.kind === 'invalid' ? [{ pointer, code: number.fault }] : [],
  );
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
  return parsed.flatMap(({ number }) => (number.kind === 'invalid' ? [] : [number]));
}

/** Of a person who can be asked about. @throws Refusal `invalid-body` at one that is none, `person-number-type` */
export function personalNumber({ text, pointer }: AskedNumber, today: LegalDate): PersonalNumber {
  const parsed = parsePersonNumber(text, today);
  if (parsed.kind === 'invalid') throw invalidBody(pointer, parsed.fault);
  return personal(parsed);
}

/** @throws Refusal `person-number-type` */
export function personal(number: RightlyWritten): PersonalNumber {
  if (number.kind === 'other-type') throw new Refusal('person-number-type');
  return number.number;
}
