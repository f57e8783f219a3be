import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailer, OutgoingMail, SendOutcome } from '@sigill/adapters';
import { Dispatch, dispatchName, HsaId, Instant, MailAddress, RequestId, Sha256, streamOf } from '@sigill/domain';
import {
  eventIdOf,
  EventLog,
  KeyEncryptionKey,
  LoggedEvent,
  requestOwner,
  SqliteDataKeys,
  SqliteEventStore,
  uuidV5,
} from '@sigill/event-log';
import { EffectRunner } from '../../apps/worker/effects/effect-runner';
import { EffectNotice, EffectPorts, EffectSettings, Scheduler } from '../../apps/worker/effects/ports';

export const noon = '2026-11-22T12:00:00.000Z' as Instant;
export const executor = 'executor@vgr.example' as MailAddress;
export const unitAddress = 'enhet-001@vgr.example' as MailAddress;
export const form = 'c0ffee00'.repeat(8) as Sha256;
export const formBytes = Buffer.from('%PDF-1.7 the form');
const unit = 'SE2321000131-E000000990001' as HsaId;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A promise that the test settles. */
export function gate<T>(): { readonly passed: Promise<T>; readonly pass: (value: T) => void } {
  let pass: (value: T) => void = () => undefined;
  const passed = new Promise<T>((resolve) => (pass = resolve));
  return { passed, pass };
}

/** Clock and timers that move only when told. */
export class TestTime implements Scheduler {
  #timers: { at: number; run: () => void }[] = [];
  #ms = Date.parse(noon);

  now(): Instant {
    return new Date(this.#ms).toISOString() as Instant;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#ms + ms, run };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((other) => other !== timer));
  }

  advance(ms: number): void {
    this.#ms += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#ms);
    this.#timers = this.#timers.filter(({ at }) => at > this.#ms);
    due.forEach(({ run }) => run());
  }

  /** Milliseconds until the first timer; null where none is set. */
  get untilNext(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at)) - this.#ms;
  }
}

/** Answers as told, in order, then always that the mail was accepted. */
export class TestMailer extends Mailer {
  readonly sent: OutgoingMail[] = [];
  readonly outcomes: (SendOutcome | (() => Promise<SendOutcome>))[] = [];

  override async send(mail: OutgoingMail): Promise<SendOutcome> {
    this.sent.push(mail);
    const outcome = this.outcomes.shift() ?? accepted;
    return typeof outcome === 'function' ? outcome() : outcome;
  }
}

export const accepted: SendOutcome = { class: 'succeeded', reply: '250 queued' };
export const lost: SendOutcome = { class: 'uncertain', code: 'ECONNECTION' };
export const serverDown: SendOutcome = { class: 'not-sent', permanent: false, code: 'ESOCKET', reply: null };
export const noSuchUser: SendOutcome = { class: 'not-sent', permanent: true, code: 'EENVELOPE', reply: '550 no' };

/** A real log in a folder of its own, in which events of requests ask for mails. */
export class EffectWorld {
  readonly time = new TestTime();
  readonly mailer = new TestMailer();
  readonly notices: EffectNotice[] = [];
  readonly faults: unknown[] = [];
  readonly runners: EffectRunner[] = [];
  readonly #close: () => Promise<void>;

  private constructor(
    readonly log: EventLog,
    close: () => Promise<void>,
  ) {
    this.#close = close;
  }

  static async open(): Promise<EffectWorld> {
    const dir = mkdtempSync(join(tmpdir(), 'sigill-effects-'));
    const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
    const keys = SqliteDataKeys.open(join(dir, 'keys.db'), kek);
    const store = await SqliteEventStore.open(join(dir, 'events.db'), { keysFile: join(dir, 'keys.db') });
    const log = new EventLog(store, keys, kek, { app: { version: '0.0.0', instance: 'test' } });
    return new EffectWorld(log, async () => {
      await store.close();
      await keys.close();
      rmSync(dir, { recursive: true });
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
    await this.#close();
  }

  runner(ports: Partial<EffectPorts> = {}, settings: Partial<EffectSettings> = {}): EffectRunner {
    const runner = new EffectRunner(
      {
        log: this.log,
        mailer: this.mailer,
        recipients: { resolve: async ({ role }) => (role === 'executor' ? executor : unitAddress) },
        forms: { read: async () => formBytes },
        clock: this.time,
        scheduler: this.time,
        dispatchesFor: asked,
        notice: (notice) => this.notices.push(notice),
        onFault: (error) => this.faults.push(error),
        ...ports,
      },
      {
        epoch: randomUUID(),
        publicUrl: 'https://sigill.vgr.example',
        messageIdDomain: 'sigill.vgr.example',
        mailInternalDomains: ['vgr.example'],
        ...settings,
      },
    );
    this.runners.push(runner);
    return runner;
  }

  async started(ports: Partial<EffectPorts> = {}, settings: Partial<EffectSettings> = {}): Promise<EffectRunner> {
    const runner = this.runner(ports, settings);
    await runner.start();
    return runner;
  }

  /** An event of a new request that asks for the mail; gives the effect's id. */
  async ask(dispatch: Partial<Dispatch> = {}): Promise<string> {
    const request = randomUUID() as RequestId;
    const asking = { ...workOrder, ...dispatch, request };
    const commandId = randomUUID();
    await this.log.append({
      heads: this.log.beginning(streamOf('file', request)),
      parts: [
        {
          caseId: request,
          keyOwner: requestOwner(request),
          actor: { sub: 'SE2321000131-P000000990101', kind: 'user', role: 'staff', unitId: unit, onBehalfOf: null },
          legalGround: null,
          facts: [
            { type: 'FormSubmitted', schemaVersion: 1, occurredAt: this.time.now(), data: { asking }, persons: {} },
          ],
        },
      ],
      command: {
        commandId,
        commandHash: 'A'.repeat(43),
        correlationId: request,
        causationId: request,
        keyId: null,
        recordedAt: this.time.now(),
        purpose: 'test',
      },
    });
    return uuidV5(eventIdOf(commandId, 0), dispatchName(asking));
  }

  /** What the effect's stream holds, as `Type` or `Type(what matters)`. */
  async story(effectId: string): Promise<readonly string[]> {
    return (await this.log.read(streamOf('effect', effectId))).events.map(({ type, data }) => {
      const { code, nextAt, reminder, reason } = data as Record<string, string | boolean | undefined>;
      const told = [code, reason, reminder === true ? 'reminder' : undefined, nextAt].filter(
        (part) => part !== undefined,
      );
      return told.length === 0 ? type.slice('Effect'.length) : `${type.slice('Effect'.length)}(${told.join(' ')})`;
    });
  }
}

export const workOrder: Omit<Dispatch, 'request'> = {
  kind: 'mail',
  template: 'work-order',
  caseNumber: '2026-7K3QX9TM',
  recipient: { role: 'executor' },
  attachForm: form,
  class: 'B',
};

export const notice: Partial<Dispatch> = {
  template: 'decision-awaited',
  recipient: { role: 'head', unit },
  attachForm: null,
  class: 'A',
};

function asked({ data }: LoggedEvent): readonly Dispatch[] {
  const { asking } = data as { readonly asking?: Dispatch };
  return asking === undefined ? [] : [asking];
}
