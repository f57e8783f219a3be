import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partOf } from '@sigill/application';
import {
  Dispatch,
  dispatchesFor,
  dispatchName,
  evolve,
  RequestEvent,
  RequestId,
  RequestState,
  streamOf,
  upcast,
  vgrPolicies,
} from '@sigill/domain';
import { EffectNotice, EffectPorts, EffectRunner, EffectSettings, MailHandler, MailPorts } from '@sigill/effects';
import {
  Database,
  eventIdOf,
  EventLog,
  KeyEncryptionKey,
  LoggedEvent,
  openWith,
  processDriver,
  SqliteDataKeys,
  SqliteEventStore,
  uuidV5,
} from '@sigill/event-log';
import { Projector } from '@sigill/following';
import { effects, requests } from '@sigill/projections';
import { consulted, opened, submitted } from '../support/domain/block-case';
import { testSealer, weekdays } from '../support/told-tables';
import { executor, form, formBytes, TestMailer, TestTime, unitAddress } from './outside';

/** What a test may have otherwise than the world has it. */
export type Changes = Partial<EffectPorts & MailPorts>;

/** A worker on a log: what it follows it by, in tables of its own, and the runner. */
export class TestWorker {
  readonly runner: EffectRunner;
  readonly #projector: Projector;

  #isStopped = false;

  constructor(
    world: EffectWorld,
    private readonly rows: Database,
    changes: Changes,
    settings: Partial<EffectSettings>,
  ) {
    const { log, time: clock } = world;
    const onFault = (error: unknown) => world.faults.push(error);
    this.#projector = new Projector(
      log,
      { db: rows, sealer: testSealer, isWorkingDay: weekdays, policies: vgrPolicies },
      onFault,
      [requests, effects],
    );
    const mail = {
      mailer: world.mailer,
      recipients: { resolve: async ({ role }: { role: string }) => (role === 'executor' ? executor : unitAddress) },
      forms: { read: async () => formBytes },
      clock,
      ...changes,
    };
    const ports = { log, clock, scheduler: world.time, rows: this.#projector, onFault };
    const handlers = { mail: new MailHandler(mail, terms) };
    const notice = (one: EffectNotice) => world.notices.push(one);
    this.runner = new EffectRunner({ ...ports, handlers, notice, ...changes }, { epoch: randomUUID(), ...settings });
  }

  async start(): Promise<void> {
    await this.#projector.start();
    await this.runner.start();
  }

  /** All that is due is done, and the tables tell of it. */
  async settle(): Promise<void> {
    await this.runner.settle();
    await this.#projector.reachHead();
  }

  /** With its tables. */
  async stop(): Promise<void> {
    await this.runner.stop();
    await this.#projector.close();
    if (!this.#isStopped) this.rows.close();
    this.#isStopped = true;
  }
}

const terms = {
  publicUrl: 'https://sigill.vgr.example',
  messageIdDomain: 'sigill.vgr.example',
  internalDomains: ['vgr.example'],
};

/** A real log in a folder of its own, in which events of requests ask for mails. */
export class EffectWorld {
  readonly time = new TestTime();
  readonly mailer = new TestMailer();
  readonly notices: EffectNotice[] = [];
  readonly faults: unknown[] = [];
  readonly #workers: TestWorker[] = [];

  private constructor(
    readonly log: EventLog,
    private readonly dir: string,
    private readonly closeFiles: () => Promise<void>,
  ) {}

  static async open(): Promise<EffectWorld> {
    const dir = mkdtempSync(join(tmpdir(), 'sigill-effects-'));
    const kek = KeyEncryptionKey.fromBytes(Buffer.alloc(32, 7));
    const keys = SqliteDataKeys.open(join(dir, 'keys.db'), kek);
    const store = await SqliteEventStore.open(join(dir, 'events.db'), { keysFile: join(dir, 'keys.db') });
    const log = new EventLog(store, keys, kek, { app: { version: '0.0.0', instance: 'test' }, upcast });
    return new EffectWorld(log, dir, async () => {
      await store.close();
      await keys.close();
      rmSync(dir, { recursive: true });
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
    await this.closeFiles();
  }

  /** @param rows the file of the tables that it follows the log by; one that is not there begins empty */
  worker(changes: Changes = {}, settings: Partial<EffectSettings> = {}, rows: string = randomUUID()): TestWorker {
    const worker = new TestWorker(this, openRows(this.file(rows)), changes, settings);
    this.#workers.push(worker);
    return worker;
  }

  async started(
    changes: Changes = {},
    settings: Partial<EffectSettings> = {},
    rows: string = randomUUID(),
  ): Promise<TestWorker> {
    const worker = this.worker(changes, settings, rows);
    await worker.start();
    return worker;
  }

  /** Changes tables that nobody has open. */
  spoil(rows: string, sql: string): void {
    const db = openRows(this.file(rows));
    db.exec(sql);
    db.close();
  }

  file(name: string): string {
    return join(this.dir, name);
  }

  /** A new request whose last event asks for the mail; gives the effect's id. */
  async ask(story: Story = workOrder): Promise<string> {
    const request = randomUUID() as RequestId;
    const state = story.reduce<RequestState | null>((before, event) => evolve(before, event, request), null);
    const last = story.at(-1);
    if (state === null || last === undefined) throw new Error('a story of no event');
    const [dispatch] = dispatchesFor(last, state);
    const commandId = randomUUID();
    await this.log.append({
      heads: this.log.beginning(streamOf('file', randomUUID())),
      parts: [partOf({ request, events: story }, state)],
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
    return uuidV5(eventIdOf(commandId, story.length - 1), dispatchName(dispatch as Dispatch));
  }

  /** The newest event of the log: what asks, right after `ask`. */
  async newest(): Promise<LoggedEvent> {
    const [event] = await this.log.readAll((await this.log.head()) - 1, 1);
    if (event === undefined) throw new Error('an empty log');
    return event;
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

const openRows = (file: string): Database => openWith(processDriver(), file, { readOnly: false, timeoutMs: 0 });

type Story = readonly RequestEvent[];

const opening = { ...opened, data: { ...opened.data, caseNumber: '2026-7K3QX9TM' } };

/** Asks for a work order to the executor, with the form. */
export const workOrder: Story = [
  opening,
  { ...submitted, data: { ...submitted.data, form: { ...submitted.data.form, sha256: form } } },
];

/** Asks for a notice to the head of the unit. */
export const notice: Story = [opening, consulted];
