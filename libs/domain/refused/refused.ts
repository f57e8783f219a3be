import { AuthorizedAct, inquiries, Inquiry, Reading, readings } from '../authority/table';
import { BrokenHistory } from '../request/refusal';
import { HsaId, Instant, PersonId, RequestId, Role } from '../terms';

/** What changes something, or would have: a command on a request, an opening. */
export type CommandAct = Exclude<AuthorizedAct, Reading | Inquiry>;

export const isCommand = (act: AuthorizedAct): act is CommandAct =>
  !([...readings, ...inquiries] as readonly AuthorizedAct[]).includes(act);

/** Who was refused: `role` is the one that the act was tried in; null: the caller had none. */
export interface Refused {
  readonly hsaId: string;
  readonly name: string;
  readonly role: Role | null;
  readonly unit: HsaId | null;
}

/** A command or an opening that was refused: who asked for what, of whom, when, and why not. Never what its body said: of an
 *  opening what its words were found to mean, as far as they were. Null: there is none, or nobody knows.
 *  STORAGE FORMAT: change a name or a shape only together with ../streams and test/golden. */
export interface CommandRefused {
  readonly type: 'CommandRefused';
  readonly data: {
    readonly by: Refused;
    readonly at: Instant;
    readonly action: CommandAct;
    /** Of the problem that it was answered with. */
    readonly code: string;
    readonly procedure: string | null;
    /** Of an opening null: there is no request. */
    readonly request: RequestId | null;
    readonly patient: PersonId | null;
    /** Whose case it is, or would have been. */
    readonly unit: HsaId | null;
  };
}

export const refusedSchemaVersions = { CommandRefused: 1 } as const satisfies Record<CommandRefused['type'], number>;

/** Its stream's one event; null before it. @throws BrokenHistory: it is refused twice */
export function refusedAfter(before: CommandRefused | null, events: readonly CommandRefused[]): CommandRefused | null {
  const [first, ...more] = events;
  if (first === undefined) return before;
  if (before !== null || more.length > 0) throw new BrokenHistory('a command is refused twice');
  return first;
}
