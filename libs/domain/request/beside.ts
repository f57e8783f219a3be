import { RegisteredPerson } from '../register/snapshot';
import { Identity, PersonId, Protection, RequestId } from '../terms';

/** What a case says of the siblings, and the requests that it opens for them. */

/** Whether another child of a guardian in the case needs the same. `protection`: as the register said then. */
export interface SiblingAnswer {
  readonly person: PersonId;
  readonly answer: 'needs-block' | 'no-need';
  readonly note: string | null;
  readonly protection: Protection;
}

/** `person`: null where what the body names is nobody that can be registered. */
export interface GivenSiblingAnswer {
  readonly person: PersonId | null;
  readonly answer: SiblingAnswer['answer'];
  readonly note?: string | null;
}

/** `request`: the one that was opened for the sibling from this case; null: none was. */
export interface AssessedSibling extends SiblingAnswer {
  readonly request: RequestId | null;
}

export interface RegisteredSibling extends Pick<RegisteredPerson, 'protection'> {
  readonly identity: Identity;
}

/** A request opened in the file of a sibling. */
export interface OpenedBeside {
  readonly person: PersonId;
  readonly request: RequestId;
}

/** A sibling for whom none could be opened, and the refusal of the opening. */
export interface RefusedBeside {
  readonly person: PersonId;
  readonly code: string;
}

/** `opened`: those there now, also by an earlier call. */
export interface Beside {
  readonly opened: readonly OpenedBeside[];
  readonly refused: readonly RefusedBeside[];
}
