import { RegionName } from '@sigill/domain';
import { Batch } from '@sigill/projections';

/** What the filling thread is started with. */
export interface FillingStart {
  /** The read models' file; the tables are there beside those that answer. */
  readonly file: string;
  /** The names of the tables, of `projections`. */
  readonly tables: readonly string[];
  /** The read models' key. */
  readonly key: Uint8Array;
  /** Of the log. */
  readonly region: RegionName;
}

export type ToFilling =
  | { readonly kind: 'fill'; readonly batch: Batch }
  | { readonly kind: 'complete'; readonly tables: readonly string[] }
  | { readonly kind: 'close' };

/** One answer to each message, in their order. */
export type FromFilling = { readonly done: true } | { readonly done: false; readonly error: Error };
