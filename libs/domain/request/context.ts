import { RegionPolicies, RegionPolicy } from '../policy/region';
import { Procedure } from '../procedures/procedure';
import { Actor, HsaId, Identity, Instant, LegalDate, PersonId, RequestId, UnitRef } from '../terms';
import { Beside, RegisteredSibling } from './beside';
import { Submitted } from './events';
import { RegisterSnapshot } from '../register/snapshot';
import { Measure } from '../measures/measures';
import { RequestState } from './state';

/** By what right a caller decides; `none` says which refusal it is. */
export type Mandate =
  | { readonly as: 'head' }
  | { readonly as: 'designee'; readonly onBehalfOf: HsaId }
  | { readonly as: 'on-call' }
  | { readonly as: 'none'; readonly because: 'no-mandate' | 'delegation-not-valid' };

/** A delegation as the directory holds it; both days inclusive. */
export interface Delegation {
  readonly by: HsaId;
  readonly to: HsaId;
  readonly unit: HsaId;
  readonly procedures: readonly string[];
  readonly from: LegalDate;
  readonly until: LegalDate;
}

/** `draftSha256` is the hash of today's draft, which a paper signature stands under; null where no paper is signed. */
export interface RenderedForm {
  readonly draftSha256: string | null;
  readonly final: Submitted['form'];
}

/** Everything else that a rule may know, gathered in one place before it is judged. */
export interface Context {
  readonly now: Instant;
  /** `now` as a date in Europe/Stockholm. */
  readonly today: LegalDate;
  readonly actor: Actor;
  /** Who the actor is in the population register, where the directory tells. */
  readonly actorPerson: PersonId | null;
  readonly delegations: readonly Delegation[];
  /** The directory lists the actor as a doctor on call: no head of operations, whatever the role says. */
  readonly onCall: boolean;
  /** The version that the request began under. */
  readonly procedure: Procedure;
  /** Of today. */
  readonly policy: RegionPolicy;
  /** All of the region's: a day to come is judged by its own. */
  readonly policies: RegionPolicies;
  /** Today's register, or the last known snapshot where the patient is no longer found. */
  readonly register: RegisterSnapshot;
  readonly patientFound: boolean;
  readonly birthDate: LegalDate;
  readonly unit: UnitRef & { readonly excludedSince: LegalDate | null };
  /** The head of the unit that began the measure which the request is about, where that is another unit; null where there is none. */
  readonly otherHead: { readonly hsaId: HsaId; readonly name: string } | null;
  /** The patient's other requests, of all units. */
  readonly others: readonly RequestState[];
  /** All measures of the patient, of all units and this request too. */
  readonly measures: readonly Measure[];
  /** Numbers and names of everyone the request may name. */
  readonly identities: readonly Identity[];
  /** A submission's form, rendered before it is decided; null for every other command. */
  readonly form: RenderedForm | null;
  /** The other registered children of the guardians in the case; empty for a command that names none. */
  readonly siblings: readonly RegisteredSibling[];
  /** What came of the openings in the siblings' files, before it is recorded here; null for every other command. */
  readonly beside: Beside | null;
  /** Made before the first try, so that a repeated command makes the same. */
  readonly ids: { readonly endingRequest: RequestId };
}

/** An opening is judged without a register where the number is nobody's: the facts are there or they are not. */
export type OpeningContext = Omit<Context, 'register' | 'birthDate' | 'patientFound'> & {
  readonly id: RequestId;
  readonly caseNumber: string;
  readonly facts: { readonly register: RegisterSnapshot; readonly birthDate: LegalDate } | null;
  /** The program itself opens the ending of an overturned urgent case; preconditions do not stop it. */
  readonly bySystem: boolean;
  /** Everyone whom the register has ever called a guardian of the patient. */
  readonly guardiansEver: readonly PersonId[];
  /** May the caller read this request? A foreign one may not be named in `concerns`. */
  readonly readable: (request: RequestState) => boolean;
};
