import { RecordedEvent, StreamHeads, VerifiedLog, verifyLog, VerifyOptions } from '@sigill/event-log';
import { Envelope, sealedEnvelope, SealKey, parseEnvelope } from '@sigill/log-format';
import { command, fact, kek, LogUnderTest, openLog, into } from './samples';
import { temporaryFolder } from './temporary';

/** Three streams, nine events: commands of two events, then of one, the streams taking turns. */
export interface LogToVerify {
  readonly folder: ReturnType<typeof temporaryFolder>;
  subject: LogUnderTest;
  readonly log: readonly RecordedEvent[];
  verified(events: readonly RecordedEvent[], options?: VerifyOptions): Promise<VerifiedLog>;
  /** Invariant, revision and position of each problem. */
  found(events: readonly RecordedEvent[]): Promise<readonly (readonly [string, number | null, number])[]>;
  /** The log with another event at the position. */
  replaced(position: number, change: (event: RecordedEvent) => RecordedEvent): readonly RecordedEvent[];
}

/** Made once for all tests of the file. */
export function verifiedLog(): LogToVerify {
  const at = new NineEvents();
  beforeAll(() => at.begin());
  afterAll(async () => {
    await at.subject.close();
    at.folder.remove();
  });
  return at;
}

export const readingFrom = (events: readonly RecordedEvent[]) => (after: number, limit: number) =>
  Promise.resolve(events.filter((event) => event.position > after).slice(0, limit));

/** An event that someone with the program's own key wrote otherwise. */
export const resealed =
  (change: Partial<Envelope>) =>
  (event: RecordedEvent): RecordedEvent => {
    return { ...event, metadata: sealedBytes({ ...parseEnvelope(event.metadata), ...change }, kek) };
  };

/** The hash and the seal that the envelope came with are put right. */
export const sealedBytes = (envelope: Envelope, key: SealKey): Buffer => {
  const { hash, mac, macKid, ...unsealed } = envelope;
  expect([hash, mac, macKid]).not.toContain(undefined);
  return Buffer.from(sealedEnvelope(unsealed, key).text);
};

class NineEvents implements LogToVerify {
  folder!: ReturnType<typeof temporaryFolder>;
  subject!: LogUnderTest;
  log: readonly RecordedEvent[] = [];

  async begin(): Promise<void> {
    this.folder = temporaryFolder();
    this.subject = await openLog(this.folder.file);
    const heads = new Map<number, StreamHeads>();
    for (const [n, stream] of [1, 2, 3, 1, 2, 3].entries()) {
      const facts = heads.has(stream) ? [fact()] : [fact(), fact({ type: 'RequestAssessed', persons: {} })];
      const input = { ...into(this.subject.log, stream, facts, heads.get(stream)), command: command(n) };
      heads.set(stream, (await this.subject.log.append(input)).heads);
    }
    this.log = await this.subject.store.readAll(0, 100);
  }

  verified(events: readonly RecordedEvent[], options: VerifyOptions = {}): Promise<VerifiedLog> {
    return verifyLog({ readAll: readingFrom(events) }, this.subject.keys, kek, options);
  }

  async found(events: readonly RecordedEvent[]): Promise<readonly (readonly [string, number | null, number])[]> {
    const { problems } = await this.verified(events);
    return problems.map(({ invariant, revision, position }) => [invariant, revision, position]);
  }

  replaced(position: number, change: (event: RecordedEvent) => RecordedEvent): readonly RecordedEvent[] {
    return this.log.map((event) => (event.position === position ? change(event) : event));
  }
}
