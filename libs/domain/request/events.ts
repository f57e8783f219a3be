import { Actor, HsaId, Identity, Instant, LegalDate, PersonId, RequestId, Sha256, Track, UnitRef } from '../terms';
import { PlanItem, Receipt } from '../measures/measures';
import { OpenedBeside, RefusedBeside, SiblingAnswer } from './beside';
import { RegisterSnapshot } from '../register/snapshot';

/** Who recorded it and when (the program's clock). When it happened in the world is metadata: `occurredAt`. */
export interface Act {
  readonly by: Actor;
  readonly at: Instant;
}

/** An act by this actor, now. */
export const acting = ({ actor, now }: { readonly actor: Actor; readonly now: Instant }): Act => ({
  by: actor,
  at: now,
});

export interface Contact {
  readonly email: string;
  readonly phone: string;
}

export interface Caller {
  readonly name: string;
  readonly vgrId: string;
  readonly email: string;
  readonly phone: string;
}

export interface Answer {
  readonly answer: boolean | string;
  readonly note?: string;
}
export type Answers = Readonly<Record<string, Answer>>;

export type Party = 'head-of-operations' | 'guardian' | 'child' | 'patient' | 'social-services' | 'staff';

export interface GuardianOutcome {
  readonly guardian: PersonId;
  readonly outcome: 'continue' | 'end';
}

export type Signature =
  | { readonly method: 'decision-record' }
  | { readonly method: 'paper'; readonly signedAt: Instant; readonly signedBy: string; readonly formSha256: Sha256 };

export interface Opened extends Act {
  readonly procedure: { readonly name: string; readonly version: number };
  readonly track: Track;
  readonly caseNumber: string;
  readonly unit: UnitRef;
  readonly patient: PersonId;
  readonly guardians: readonly PersonId[];
  readonly concerns: RequestId | null;
  /** The request that it concerns, where that is another unit's; else left out. */
  readonly begunElsewhere?: CaseElsewhere;
  readonly validFrom: LegalDate;
  readonly validUntil: LegalDate | null;
  readonly contact: Contact | null;
  readonly registryReference: string | null;
  readonly caller: Caller | null;
  readonly responsibleHead: string | null;
  readonly plan: readonly PlanItem[];
  readonly register: RegisterSnapshot;
}

export interface Assessed extends Act {
  readonly answers: Answers;
  readonly recommendation: 'grant' | 'refuse';
  readonly register: RegisterSnapshot;
  /** The plan, where the answers changed it (urgent track: fixed at opening, an answer may add to it). */
  readonly plan: readonly PlanItem[] | null;
  /** Left out where none were given. */
  readonly siblings?: readonly SiblingAnswer[];
}

export interface Consulted extends Act {
  readonly party: Party;
  readonly with: string;
  readonly heldAt: Instant;
  readonly opinion: string;
  /** With this one the required parties have all been heard; true for one event only. */
  readonly completes: boolean;
}

export interface Decided extends Act {
  readonly outcome: 'granted' | 'refused';
  readonly grounds: string | null;
  readonly capacity: 'head' | 'designee' | 'on-call' | 'by-right';
  readonly validFrom: LegalDate;
  readonly validUntil: LegalDate | null;
  readonly reviewBy: LegalDate | null;
  readonly treatingReason: string | null;
  readonly guardians: readonly GuardianOutcome[] | null;
  readonly plan: readonly PlanItem[];
  readonly register: RegisterSnapshot;
  readonly legalGround: string;
  /** Urgent track, refused: the request that ends the provisional measure; opened right after, under this id. */
  readonly endingRequest: RequestId | null;
}

/** What a form says of the staff in the case, as the directory had it when the form was drawn. */
export interface FormStaff {
  /** Null where the directory does not tell, or nobody ordered but the unit. */
  readonly ordererVgrId: string | null;
  /** Name of the head of operations (verksamhetschef); null where the unit has none. */
  readonly head: string | null;
  /** Name of the head whose delegation was used. */
  readonly onBehalfOf: string | null;
  /** An urgent call's word that the directory does not know. */
  readonly unverified: readonly ('caller' | 'head')[];
}

/** The form that was sent. `region` (the provider's name), `address` and `staff` are as printed, so that the form can be drawn
 *  again whatever settings and directory say later; forms up to layout 1 have no `address` and no `staff`. */
export interface SignedForm {
  readonly name: string;
  readonly region: string;
  readonly address?: string;
  readonly staff?: FormStaff;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly layout: number;
}

export interface Submitted extends Act {
  readonly signature: Signature;
  readonly form: SignedForm;
}

export interface Executed extends Act {
  readonly receipts: readonly Receipt[];
  readonly note: string | null;
  /** The plan as judged once more at the first receipt, where it changed. */
  readonly plan: readonly PlanItem[] | null;
  readonly register: RegisterSnapshot;
  /** With these the last required item has its receipt. */
  readonly completes: boolean;
  /** Left out where there are none. */
  readonly endedElsewhere?: readonly CaseElsewhere[];
}

/** The request of another unit that began a measure: what its unit is told. */
export interface CaseElsewhere {
  readonly request: RequestId;
  readonly caseNumber: string;
  readonly unit: HsaId;
}

export interface CorrectedReceipt extends Receipt {
  readonly voided: boolean;
}

export interface Returned extends Act {
  readonly reason: string;
  readonly errors: readonly string[];
}

export interface ExecutionCorrected extends Act {
  readonly reason: string;
  readonly receipts: readonly CorrectedReceipt[];
  readonly register: RegisterSnapshot;
  /** Required items that this correction leaves without a receipt; left out where there are none. */
  readonly lost?: readonly string[];
  /** Left out where there are none. */
  readonly endedElsewhere?: readonly CaseElsewhere[];
}

export interface ConsultationCorrected extends Act {
  readonly reason: string;
  /** Number of the event that recorded the consultation. */
  readonly revision: number;
  readonly with: string;
  readonly heldAt: Instant;
  readonly opinion: string;
}

export interface RelatedOpened extends Act {
  /** At least one. */
  readonly opened: readonly OpenedBeside[];
  /** Said in the command's answer, whenever it is given again. */
  readonly refused: readonly RefusedBeside[];
}

export interface Reviewed extends Act {
  /** The day by which the measure is to be reviewed next. */
  readonly reviewBy: LegalDate;
  readonly grounds: string;
}

/** What time has ended, without a receipt. */
export interface Lapsed extends Act {
  readonly measure: 'block';
  readonly guardians: readonly PersonId[];
  /** The first day without it. */
  readonly from: LegalDate;
}

/** The facts a request is made of, in lifecycle order. Type names are neutral: they stand in the clear.
 *  STORAGE FORMAT: change a name or a shape only together with ./upcasters.ts and test/golden. */
export type RequestEvent =
  | Event<'RequestOpened', Opened>
  | Event<'RequestAssessed', Assessed>
  | Event<'ConsultationHeld', Consulted>
  | Event<'RequestDecided', Decided>
  | Event<'FormSubmitted', Submitted>
  | Event<'ExecutionRecorded', Executed>
  | Event<'FormReturned', Returned>
  | Event<'DocumentationRecorded', Act & { readonly recordSystem: string; readonly documentedAt: Instant }>
  | Event<'RequestWithdrawn', Act & { readonly reason: string }>
  | Event<'ExecutionCorrected', ExecutionCorrected>
  | Event<
      'DocumentationCorrected',
      Act & { readonly reason: string; readonly recordSystem: string; readonly documentedAt: Instant }
    >
  | Event<'ConsultationCorrected', ConsultationCorrected>
  | Event<'RelatedRequestsOpened', RelatedOpened>
  | Event<'MeasureReviewed', Reviewed>
  | Event<'MeasureLapsed', Lapsed>;

export type RequestEventType = RequestEvent['type'];

/** The data of each event. */
export type RequestEventData = { readonly [One in RequestEvent as One['type']]: One['data'] };

/** A function for each type of event. */
export type PerEvent<Result, More extends readonly unknown[] = []> = {
  readonly [Type in RequestEventType]: (data: RequestEventData[Type], ...more: More) => Result;
};

/** An event whose data the compiler knows to be those of its type, so that they fit the function of a `PerEvent`. */
export type TypedEvent<Type extends RequestEventType> = {
  readonly [One in Type]: { readonly type: One; readonly data: RequestEventData[One] };
}[Type];

interface Event<Type extends string, Data extends Act> {
  readonly type: Type;
  readonly data: Data;
  /** When it happened in the world; at most five minutes after `data.at`. */
  readonly occurredAt: Instant;
  /** Numbers and names of persons that `data` names for the first time. */
  readonly persons: readonly Identity[];
}
