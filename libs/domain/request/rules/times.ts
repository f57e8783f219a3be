import { addMinutes, legalDateOf } from '../../words/dates';
import { assertNever, Instant } from '../../terms';
import { Correction, RequestCommand } from '../commands';
import { Context } from '../context';
import { FieldFault, Refusal } from '../refusal';

const clockDriftMinutes = 5;

type Instants = Readonly<Record<string, Instant | null | undefined>>;

/** Instants in bodies lie at most five minutes after the program's clock, and not before the patient's birth.
 *  @throws Refusal `invalid-body` at the pointers */
export function refuseImpossible(
  command: RequestCommand,
  { now, birthDate }: Pick<Context, 'now' | 'birthDate'>,
): void {
  const latest = addMinutes(now, clockDriftMinutes);
  const faults = Object.entries(instantsOf(command)).flatMap(([pointer, instant]): FieldFault[] => {
    if (instant === null || instant === undefined) return [];
    if (instant > latest) return [{ pointer, code: 'too-late' }];
    return legalDateOf(instant) < birthDate ? [{ pointer, code: 'not-applicable' }] : [];
  });
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
}

/** By their pointers into the body. */
function instantsOf(command: RequestCommand): Instants {
  switch (command.action) {
    case 'consultation':
      return { '/heldAt': command.data.heldAt };
    case 'documentation':
      return { '/documentedAt': command.data.documentedAt };
    case 'execution':
      return performedAt(command.data.receipts);
    case 'submission':
      return command.data.signature.method === 'paper'
        ? { '/signature/signedAt': command.data.signature.signedAt }
        : {};
    case 'correction':
      return correctedInstants(command.data);
    case 'assessment':
    case 'decision':
    case 'return':
    case 'withdrawal':
    case 'siblings':
    case 'review':
      return {};
    default:
      return assertNever(command);
  }
}

function correctedInstants(data: Correction): Instants {
  switch (data.step) {
    case 'execution':
      return performedAt(data.receipts);
    case 'documentation':
      return { '/documentedAt': data.documentedAt };
    case 'consultation':
      return { '/heldAt': data.heldAt };
    default:
      return assertNever(data);
  }
}

const performedAt = (receipts: readonly { readonly performedAt?: Instant | null }[]): Instants =>
  Object.fromEntries(receipts.map((one, index) => [`/receipts/${String(index)}/performedAt`, one.performedAt]));
