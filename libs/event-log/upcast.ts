/** An event's data in the shape of some schema version. */
export interface VersionedData {
  /** Tells which kind of event it is. */
  readonly stream: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

/** Brings an event from the version that it was recorded in to today's. Throws for a stream, a type or a version that it
 *  does not know: reading stops there. */
export type Upcast = (recorded: VersionedData) => VersionedData;

export const asRecorded: Upcast = (recorded) => recorded;
