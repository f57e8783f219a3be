import { Settled } from './append-batch';
import { DatabaseOptions } from './database';
import { PackedAppends } from './packed';

/** What the writer thread is started with. */
export interface WriterStart {
  readonly file: string;
  /** Where the data keys are kept; null: no append brings any. */
  readonly keysFile: string | null;
  readonly options: DatabaseOptions;
}

export type ToWriter =
  /** `tickets`: one for each append, in their order. */
  | { readonly kind: 'append'; readonly tickets: readonly number[]; readonly packed: PackedAppends }
  /** After everything that was sent before it. */
  | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string }
  | { readonly kind: 'settled'; readonly tickets: readonly number[]; readonly outcomes: readonly Settled[] }
  /** Nothing of these was written; the next may succeed. */
  | { readonly kind: 'unavailable'; readonly tickets: readonly number[]; readonly why: string }
  /** These may have been written or not; the thread writes nothing more. */
  | { readonly kind: 'stopped'; readonly tickets: readonly number[]; readonly why: string }
  | { readonly kind: 'closed' };
