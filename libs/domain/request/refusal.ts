import { Wording } from '../terms';
import { grantConditions } from './rules/conditions';

/** Why a command is refused; the words of api.md section 5. A refused command changes nothing. */
export const refusalCodes = [
  'urgent-not-allowed',
  'person-number-type',
  ...grantConditions,
  'party-to-case',
  'not-allowed-in-state',
  'incomplete-assessment',
  'patient-identity-not-proven',
  'consultation-missing',
  'same-person',
  'no-mandate',
  'delegation-not-valid',
  'child-objects',
  'assessment-blocks-grant',
  'form-changed',
  'extension-still-set',
  'receipts-missing',
  'not-authorized',
  'invalid-body',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A field of the body that cannot stand, as a JSON pointer. `code` names what is wrong with it. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: FieldFaultCode;
}

export type FieldFaultCode =
  | 'unknown-field'
  | 'missing'
  | 'wrong-type'
  | 'not-an-option'
  | 'wrong-count'
  | 'not-in-the-case'
  | 'too-late'
  | 'ambiguous'
  | 'not-applicable'
  | 'repeated'
  | 'no-number'
  | 'wrong-number'
  | 'no-text'
  | 'too-long'
  | 'no-instant'
  | 'no-date'
  | 'no-hsa-id'
  | 'no-id'
  | 'no-mail-address'
  | 'no-phone'
  | 'no-vgr-id'
  | 'no-hash'
  | 'not-json'
  | 'forbidden-name'
  | 'too-deep'
  | 'age-outside-window'
  | 'date-not-allowed'
  | 'not-a-guardian';

/** `existing`: the request that stands in the way, shown only to a caller who may read it. `plan`: the items of the
 *  execution plan as judged now, where they are others than those that the caller has seen. `limit`: what holds instead, as a
 *  sentence. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: {
      readonly faults?: readonly FieldFault[];
      readonly existing?: string;
      readonly plan?: readonly { readonly item: string; readonly required: boolean }[];
      readonly limit?: Wording;
    } = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

export const invalidBody = (pointer: string, code: FieldFaultCode): Refusal =>
  new Refusal('invalid-body', { faults: [{ pointer, code }] });

/** The history holds something that this code could not have written. Stops; is never skipped. */
export class BrokenHistory extends Error {
  override name = 'BrokenHistory';
}
