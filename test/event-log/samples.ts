import { Random } from '@sigill/log-format';
import {
  AppendInput,
  CasePart,
  CommandStamp,
  DataKeys,
  EventLog,
  Fact,
  KeyEncryptionKey,
  LoggedEvent,
  SqliteDataKeys,
  SqliteEventStore,
  StreamHeads,
} from '@sigill/event-log';
import { createHash } from 'node:crypto';

/** The same bytes in the same order, every time: each is the SHA-256 of how many were asked for before. */
export class CountedRandom extends Random {
  private asked = 0;

  override bytes(length: number): Buffer {
    this.asked += 1;
    return createHash('sha256')
      .update(`drawing ${String(this.asked)}`)
      .digest()
      .subarray(0, length);
  }
}

export const kek = KeyEncryptionKey.fromBytes(Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)));
export const app = { version: '0.1.0', instance: 'test' };

const numbered = (kind: string, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const requestId = (n: number): string => numbered('a', n);
export const personId = (n: number): string => numbered('b', n);
export const commandId = (n: number): string => numbered('c', n);

export const command = (n: number, change: Partial<CommandStamp> = {}): CommandStamp => ({
  commandId: commandId(n),
  commandHash: createHash('sha256')
    .update(`body ${String(n)}`)
    .digest('base64url'),
  correlationId: numbered('d', n),
  causationId: numbered('e', n),
  keyId: null,
  recordedAt: '2026-11-22T10:00:00.000Z',
  purpose: 'direct-access',
  ...change,
});

export const fact = (change: Partial<Fact> = {}): Fact => ({
  type: 'RequestOpened',
  schemaVersion: 1,
  occurredAt: '2026-11-22T09:59:58Z',
  data: { procedure: 'block', grounds: 'Fritext om barnets förhållanden' },
  persons: { [personId(1)]: { number: '201801022383', name: 'Åsa Öberg' } },
  ...change,
});

/** All that an event says; its persons are opened when they are asked for. */
export const whole = (event: LoggedEvent): LoggedEvent => ({ ...event, persons: event.persons, erased: event.erased });

export interface LogUnderTest {
  readonly store: SqliteEventStore;
  readonly keys: DataKeys;
  readonly log: EventLog;
  readonly close: () => Promise<void>;
}

export async function openLog(file: (name: string) => string, options = {}): Promise<LogUnderTest> {
  const keys = SqliteDataKeys.open(file('keys.db'), kek);
  const store = await SqliteEventStore.open(file('events.db'), { keysFile: file('keys.db') });
  return {
    store,
    keys,
    log: new EventLog(store, keys, kek, { app, ...options }),
    close: async () => {
      await store.close();
      await keys.close();
    },
  };
}

export const streamOf = (n: number): string => `request-${requestId(n)}`;

export const actor = {
  sub: 'SE2321000131-P000000990101',
  kind: 'user',
  role: 'handler',
  unitId: 'SE2321000131-E000000990001',
  onBehalfOf: null,
} as const;

/** One case's part of an append. */
export const part = (n: number, facts: readonly Fact[], change: Partial<CasePart> = {}): CasePart => ({
  caseId: requestId(n),
  keyOwner: `request:${requestId(n)}`,
  actor,
  legalGround: { code: 'PDL-5-5', version: 1 },
  facts,
  ...change,
});

/** An append of one case to its own stream, after the heads; without any, to a stream that does not exist. */
export const into = (
  log: EventLog,
  n: number,
  facts: readonly Fact[],
  heads: StreamHeads = log.beginning(streamOf(n)),
): Pick<AppendInput, 'heads' | 'parts'> => ({ heads, parts: [part(n, facts)] });
