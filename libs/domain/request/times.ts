import { addMinutes } from '../dates';
import { Instant } from '../terms';
import { FieldFault, Refusal } from './refusal';

const clockDriftMinutes = 5;

/** Instants in bodies lie at most five minutes after the program's clock. @throws Refusal `invalid-body` at the pointer */
export function refuseFuture(now: Instant, instants: Readonly<Record<string, Instant | null | undefined>>): void {
  const latest = addMinutes(now, clockDriftMinutes);
  const faults = Object.entries(instants)
    .filter(([, instant]) => instant !== null && instant !== undefined && instant > latest)
    .map(([pointer]): FieldFault => ({ pointer, code: 'too-late' }));
  if (faults.length > 0) throw new Refusal('invalid-body', { faults });
}
