import { Instant } from '@sigill/domain';
import { Temporal } from 'temporal-polyfill';

/** The machine's clock. */
export class SystemClock {
  now(): Instant {
    return Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }) as Instant;
  }
}
