import { Instant } from '@sigill/domain';
import { Temporal } from 'temporal-polyfill';

/** The machine's clock. */
export class SystemClock {
  now(): Instant {
    return new Date(Temporal.Now.instant().epochMilliseconds).toISOString() as Instant;
  }
}
