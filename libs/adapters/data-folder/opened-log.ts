import {
  DataKeys,
  EventLogOptions,
  EventStore,
  EventStoreDbStore,
  KeyEncryptionKey,
  OwnGrowth,
} from '@sigill/event-log';
import { FormKeeping } from '../forms/form-keeping';
import { LogOfThread } from './projecting-protocol';

/** A log and what belongs to it, wherever they are kept. */
export interface OpenedLog {
  readonly kek: KeyEncryptionKey;
  readonly keys: DataKeys;
  readonly store: EventStore;
  readonly forms: FormKeeping;
  /** Where the processes that share it say that they work; null: this one holds it alone. */
  readonly beats: EventStoreDbStore | null;
  readonly logOptions: Pick<EventLogOptions, 'repeatForMs'>;
  /** Told of what this process appends. */
  readonly growth: OwnGrowth;
  /** How another thread of this process opens it. */
  readonly inThread: LogOfThread;
  /** Files of the folder that must stay where they are. */
  readonly files: readonly string[];
  /** What could be read by others and was set right, one line for each. */
  readonly setRight: readonly string[];
}

/** How to close what has been opened so far, in that order. */
export type Open = (() => unknown)[];

export function kept<T>(open: Open, part: T, close: (part: T) => unknown): T {
  open.push(() => close(part));
  return part;
}
