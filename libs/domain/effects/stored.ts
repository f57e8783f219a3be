import { BrokenHistory } from '../request/refusal';
import { Instant } from '../terms';
import { EffectEvent, EffectEventType } from './effect';

/** What the log keeps of an effect's event. */
export interface StoredEffectEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly recordedAt: string;
}

/** @throws BrokenHistory for a type or a version that this code never wrote. */
export function effectEventOf(stored: StoredEffectEvent): EffectEvent {
  const version = (effectSchemaVersions as Readonly<Record<string, number | undefined>>)[stored.type];
  if (version === undefined || stored.schemaVersion !== version) {
    throw new BrokenHistory(`no effect event ${stored.type} version ${String(stored.schemaVersion)}`);
  }
  return { type: stored.type, data: stored.data, at: stored.recordedAt as Instant } as EffectEvent;
}

/** The newest shape of each event: what is written today. */
export const effectSchemaVersion = (type: EffectEventType): number => effectSchemaVersions[type];

export const effectSchemaVersions = {
  EffectRequested: 1,
  EffectClaimed: 1,
  EffectAttempted: 1,
  EffectSucceeded: 1,
  EffectRefused: 1,
  EffectFailed: 1,
  EffectUncertain: 1,
  EffectParked: 1,
  EffectResolved: 1,
} as const satisfies Record<EffectEventType, number>;
