import { RegionName } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { News } from '@sigill/following';

/** What the projecting thread is started with: where the data folder is, and whose log is where. */
export interface ProjectingStart {
  readonly dataDir: string;
  readonly region: RegionName;
  readonly log: LogOfThread;
}

/** Where its log is, and the key file; null: in the data folder. */
export type LogOfThread =
  | { readonly kind: 'sqlite'; readonly kekFile: string | null }
  | { readonly kind: 'eventstoredb'; readonly url: string; readonly kekFile: string };

export type ToProjecting =
  /** The log has grown. */
  | { readonly kind: 'grown' }
  /** Somebody waits for rows up to the position. */
  | { readonly kind: 'wanted'; readonly position: Position }
  /** What is in the log by now is written, then the thread ends. */
  | { readonly kind: 'close' };

export type FromProjecting =
  /** `takenIn`: how many events the rows had to take in before. */
  | { readonly kind: 'ready'; readonly position: Position; readonly takenIn: number }
  | { readonly kind: 'arrived'; readonly position: Position; readonly news: readonly News[] }
  /** The rows cannot go on; the thread ends. */
  | { readonly kind: 'fault'; readonly name: string; readonly message: string; readonly stack: string | undefined };
