import type { Position } from '@sigill/event-log';
import type { Caller } from './ports';
import type { Language } from './warnings';

/** Who asks, in which language, and how far the answer must have come (`Sigill-Position`; null where none was sent). */
export interface Asking {
  readonly caller: Caller;
  readonly language: Language;
  readonly position: Position | null;
}
