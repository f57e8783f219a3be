import { Instant } from '@sigill/domain';
import { Temporal } from 'temporal-polyfill';

/** The machine's clock: milliseconds since 1970. */
export const machineMs = (): number => Temporal.Now.instant().epochMilliseconds;

/** The machine's clock. */
export class SystemClock {
  now(): Instant {
    return new Date(machineMs()).toISOString() as Instant;
  }
}
