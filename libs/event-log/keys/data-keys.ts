import { WrappedKey } from '../event-store';

/** A key of 32 bytes under the id by which sealed values name it. */
export interface DataKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** The owner's key has been destroyed: nothing more is to be kept about it. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
}

/** The log holds events, and the key under which its persons have their ids is gone. */
export class IndexKeyMissing extends Error {
  override name = 'IndexKeyMissing';
}

/** Keys by the ids that name them. A key is unwrapped when it is asked for.
 *  Nothing: that id was never given out. @throws CannotUnseal: what is kept under the id is not what was wrapped */
export interface KeysByKid {
  /** Whether anything is known of the id; the key is not unwrapped for it. */
  has(kid: string): boolean;
  get(kid: string): Buffer | 'destroyed' | undefined;
}

/** The live key of each owner; `unwritten`: those that must become durable with the events that use them. */
export interface KeysForWriting {
  readonly keys: ReadonlyMap<string, DataKey>;
  readonly unwritten: readonly WrappedKey[];
}

/** Data keys, kept apart from the log: one per owner. Owners are `request:<uuid>`, `person:<uuid>`, `refusals`, `index`. */
export abstract class DataKeys {
  /** Those that have no key get one, which the append brings to the store.
   *  @throws KeyDestroyed for an owner whose key is gone */
  abstract forWriting(owners: readonly string[]): Promise<KeysForWriting>;

  /** The store holds them now. */
  abstract written(keys: readonly WrappedKey[]): void;

  /** The store has, or had, another key of the owner: it is what the owner's next writing is given. @throws StoreUnavailable */
  abstract taken(owner: string): Promise<void>;

  /** What is durable; null where the owner has none. @throws KeyDestroyed */
  abstract existing(owner: string): Promise<DataKey | null>;

  /** Made and durable at once, beside any append. @throws StoreUnavailable */
  abstract make(owner: string): Promise<DataKey>;

  /** What is known of these key ids. */
  abstract byKid(kids: Iterable<string>): Promise<KeysByKid>;

  abstract close(): Promise<void>;
}

export const requestOwner = (requestId: string): string => `request:${requestId}`;
export const personOwner = (personId: string): string => `person:${personId}`;
/** Of all commands that were refused: they name no patient but by id, and belong to no request. */
export const refusalsOwner = 'refusals';
const indexOwner = 'index';

/** The random key under which persons get their ids and texts their blind indexes. Made once, before the first event:
 *  another one would give everybody another id. @throws IndexKeyMissing */
export async function indexKeyOf(keys: DataKeys, log: { readonly head: number }): Promise<Buffer> {
  const existing = await existingIndexKey(keys);
  if (existing !== null) return existing;
  if (log.head > 0)
    throw new IndexKeyMissing(
      'the key store has no index key though the log holds events: put the key store back that belongs to the log',
    );
  return (await keys.make(indexOwner)).key;
}

/** Null where there is none. */
export const existingIndexKey = async (keys: DataKeys): Promise<Buffer | null> =>
  (await keys.existing(indexOwner))?.key ?? null;
