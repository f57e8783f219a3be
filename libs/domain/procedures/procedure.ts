import { AccessPolicy, AgeWindow } from '../policy/policy';
import { HsaId, LegalDate, PersonId, RequestId, Track, Wording } from '../terms';
import { Answers, GuardianOutcome, Party } from '../request/events';
import { RegisterSnapshot } from '../register/snapshot';
import { Measure, MeasureKind, PlanItem } from '../measures/measures';

/** A question to the assessor. `source` is the key of domain.md that it comes from. */
export interface Question {
  readonly id: string;
  readonly question: Wording;
  readonly answer: 'yes-no' | 'choice' | 'text';
  readonly options?: readonly { readonly value: string; readonly title: Wording }[];
  readonly required: boolean;
  /** The one answer without which the decision cannot be granted. */
  readonly grantNeeds?: boolean | string;
  /** Answers with which the decision cannot be granted. */
  readonly grantRefusedBy?: readonly (boolean | string)[];
  /** Answers that need a note. */
  readonly noteRequiredFor?: readonly (boolean | string)[];
  readonly source: string;
}

/** The conditions of api.md 5 that not every procedure has; each is judged in ../request/rules/conditions. */
export const preconditions = [
  'unit-excluded',
  'not-a-guardian',
  'protected-identity',
  'patient-sealed',
  'guardian-blocked',
  'measure-already-in-force',
] as const;
export type Precondition = (typeof preconditions)[number];

/** What in the answers to a checklist can stand in the way of a grant. */
export type GrantBar = 'assessment-blocks-grant' | 'child-objects';

/** What a plan may depend on. `measures` are all of the patient's, also those of other units. */
export interface PlanFacts {
  readonly request: RequestId | null;
  readonly track: Track;
  readonly patient: PersonId;
  readonly guardians: readonly PersonId[];
  readonly unit: HsaId;
  readonly concerns: RequestId | null;
  readonly validFrom: LegalDate;
  readonly validUntil: LegalDate | null;
  readonly answers: Answers;
  readonly outcomes: readonly GuardianOutcome[];
  readonly measures: readonly Measure[];
  /** Other requests whose plan has a lock still to be set. */
  readonly locksToCome: readonly RequestId[];
  readonly register: RegisterSnapshot;
  readonly today: LegalDate;
  /** The patient has reached the age of own access: no guardian reads any more. */
  readonly readsAlone: boolean;
}

/** What the form says of the measure; everything else on it is the same for all procedures. */
export interface FormText {
  readonly measure: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

/** One procedure of the field, as a record of answers: what `decide` asks, it answers here and nowhere else.
 *  A released version is frozen; requests finish under the version they began with. */
export interface Procedure {
  readonly name: string;
  readonly version: number;
  readonly title: Wording;
  readonly formName: string;
  readonly scope: 'unit' | 'account';
  readonly urgent: boolean;
  /** The patient's age on validFrom; null = any. `orWith`: also within this window, while such a measure of the patient's own is in force. */
  readonly ages: {
    readonly window: ((policy: AccessPolicy) => AgeWindow) | null;
    readonly orWith?: { readonly window: (policy: AccessPolicy) => AgeWindow; readonly measure: MeasureKind };
  };
  /** How many guardians a request names. */
  readonly guardians: { readonly min: 0 | 1; readonly max: 0 | 1 | 2 };
  /** The measure ends by itself on `validUntil`, at the latest the day before the policy's age of own access. */
  readonly endsByTime: boolean;
  readonly decided: { readonly by: 'head'; readonly designee: boolean } | { readonly by: 'right' };
  readonly consults: readonly { readonly party: Party; readonly required: boolean }[];
  /** Parties that these answers say have been heard: a grant needs a consultation with each. Left out: none. */
  readonly saidToBeHeard?: (answers: Answers) => readonly Party[];
  readonly checklist: readonly Question[];
  /** Beyond `grantNeeds`: why these answers do not allow a grant, or null. */
  readonly grantBarredBy: (answers: Answers) => GrantBar | null;
  /** What it begins, if it begins something; judged for `measure-already-in-force`. */
  readonly begins: MeasureKind | null;
  /** Renewals and endings: which measure they concern, begun by which procedures. */
  readonly concerns: { readonly measure: MeasureKind; readonly begunBy: readonly string[] } | null;
  /** A granting decision says for each guardian whether the measure goes on. */
  readonly perGuardian: boolean;
  readonly preconditions: readonly Precondition[];
  /** What the executor does, in order. */
  readonly plan: (facts: PlanFacts) => readonly PlanItem[];
  /** It is for those whom the population register protects: a warning tells where that is nobody. */
  readonly followsProtection?: true;
  /** The register's guardians stand on the form: the request itself names none. */
  readonly formNamesGuardians?: true;
  /** Other children of the same guardians are to be assessed as well. */
  readonly siblingsToo: boolean;
  /** The assessment says which of those other children need the same, and requests for them are opened from the case. */
  readonly assessesSiblings?: true;
  /** The procedure by which the program lets end what this one began: an urgent measure that the head overturns, the extension
   *  of a guardian who has lost custody. */
  readonly endedBy: string | null;
  readonly form: (facts: FormFacts) => FormText;
  readonly legalGround: { readonly code: string; readonly version: number; readonly source: string };
}

export interface FormFacts {
  readonly guardians: readonly { readonly id: PersonId; readonly name: string }[];
  readonly outcomes: readonly GuardianOutcome[];
  readonly answers: Answers;
  readonly unit: string;
  readonly validUntil: LegalDate | null;
}

/** `block-end` -> `block-end`; `seal.staff` -> `seal`. */
export const kindOf = (procedure: string): string => procedure.split('.')[0] ?? procedure;
