import { OutcomeUnknown, StoreStopped, StoreUnavailable } from '@sigill/event-log';

/** The store cannot be used now, or has not said: the same may be asked again. */
export const mayPass = (error: unknown): boolean =>
  (error instanceof StoreUnavailable || error instanceof OutcomeUnknown) && !(error instanceof StoreStopped);
