import { Instant, LegalDate, PersonId, RequestId } from '../terms';
import { GivenSiblingAnswer } from './beside';
import { Caller, Contact, GuardianOutcome, Party, Signature } from './events';
import { Action } from './lifecycle';

/** A number that a body named, looked up in the population register. */
export type Subject =
  | { readonly found: 'other-number-type' }
  | { readonly found: 'nobody' }
  | { readonly found: 'person'; readonly id: PersonId };

export interface OpenRequest {
  readonly procedure: string;
  readonly patient: Subject;
  readonly guardians: readonly Subject[];
  readonly concerns: RequestId | null;
  readonly validFrom: LegalDate | null;
  readonly validUntil: LegalDate | null;
  readonly contact: Contact | null;
  readonly registryReference: string | null;
  /** Urgent calls only. */
  readonly caller: Caller | null;
  readonly responsibleHead: string | null;
}

export interface GivenReceiptBody {
  readonly item: string;
  readonly performedAt: Instant;
  readonly reference?: string | null;
}

export interface CorrectedReceiptBody {
  readonly item: string;
  readonly performedAt?: Instant | null;
  readonly reference?: string | null;
  readonly voided?: boolean;
}

export type Correction =
  | { readonly step: 'execution'; readonly reason: string; readonly receipts: readonly CorrectedReceiptBody[] }
  | {
      readonly step: 'documentation';
      readonly reason: string;
      readonly recordSystem: string;
      readonly documentedAt: Instant;
    }
  | {
      readonly step: 'consultation';
      readonly reason: string;
      readonly revision: number;
      readonly with: string;
      readonly heldAt: Instant;
      readonly opinion: string;
    };

/** What can be asked of a request, in the words of its path; the validated body is the data. */
export type RequestCommand =
  | Command<
      'assessment',
      {
        /** Not judged yet: only the pinned checklist can tell (see ./rules/checklist). */
        readonly answers: Readonly<Record<string, unknown>>;
        readonly recommendation: 'grant' | 'refuse';
        readonly siblings?: readonly GivenSiblingAnswer[] | null;
      }
    >
  | Command<
      'consultation',
      { readonly party: Party; readonly with: string; readonly heldAt: Instant; readonly opinion: string }
    >
  | Command<
      'decision',
      {
        readonly outcome: 'granted' | 'refused';
        readonly grounds: string;
        readonly validFrom?: LegalDate | null;
        readonly validUntil?: LegalDate | null;
        readonly reviewBy?: LegalDate | null;
        readonly treatingReason?: string | null;
        readonly guardians?: readonly GuardianOutcome[] | null;
      }
    >
  | Command<'submission', { readonly signature: Signature }>
  | Command<'execution', { readonly receipts: readonly GivenReceiptBody[]; readonly note?: string | null }>
  | Command<'return', { readonly reason: string; readonly errors: readonly string[] }>
  | Command<'documentation', { readonly recordSystem: string; readonly documentedAt: Instant }>
  | Command<'withdrawal', { readonly reason: string }>
  | Command<'correction', Correction>
  | Command<'siblings', { readonly persons: readonly PersonId[] }>
  | Command<'review', { readonly reviewBy: LegalDate; readonly grounds: string }>;

export type CommandOf<A extends Action> = Extract<RequestCommand, { action: A }>;

interface Command<A extends Action, Data> {
  readonly action: A;
  readonly data: Data;
}
