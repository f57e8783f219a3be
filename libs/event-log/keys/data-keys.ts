/** A key of 32 bytes under the id by which sealed values name it. */
export interface DataKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** The owner's key has been destroyed: nothing more is to be kept about it. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
}

/** Data keys, kept apart from the log: one per owner. Owners are `request:<uuid>`, `person:<uuid>`, `index`. */
export abstract class DataKeys {
  /** The live key of each owner. Those that have none get one, all in one durable transaction.
   *  @throws KeyDestroyed for an owner whose key is gone, StoreUnavailable */
  abstract ofOwners(owners: readonly string[]): Promise<ReadonlyMap<string, DataKey>>;

  /** What is known of these key ids; one that was never given out is not in the answer. */
  abstract byKid(kids: Iterable<string>): Promise<ReadonlyMap<string, Buffer | 'destroyed'>>;

  abstract close(): Promise<void>;
}

export const requestOwner = (requestId: string): string => `request:${requestId}`;
export const personOwner = (personId: string): string => `person:${personId}`;

/** The random key under which persons get their ids and texts their blind indexes. Never changes while there is a log. */
export async function indexKeyOf(keys: DataKeys): Promise<Buffer> {
  const key = (await keys.ofOwners(['index'])).get('index');
  if (key === undefined) throw new Error('the key store gave no index key');
  return key.key;
}
