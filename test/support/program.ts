import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Clients } from './client';
import { endStores, storeOf } from './program-store';
import { Mailbox } from './smtp';

export interface ProgramOptions {
  /** Settings beyond DATA_DIR and PORT; nothing of this process's own environment but PATH is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of the caller's own, which is left alone afterwards; by default a new one, removed when the suite ends. */
  readonly dataDir?: string;
  readonly clockStart?: string;
  /** True: a mail server of its own. A mailbox: that one. */
  readonly smtp?: boolean | Mailbox;
}

/** How a program ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const main = resolve(__dirname, '../../dist/apps/api/main.js');
const readyWithinMs = 20_000;
const running = new Set<ChildProcess>();
const ours: string[] = [];
const mailboxes: Mailbox[] = [];

/** Starts the built program as a user would, and waits until it says that it is ready. */
export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const mailbox = await mailboxFor(options.smtp ?? false);
  const env = {
    ...(await storeOf(dataDir)),
    ...(options.clockStart === undefined ? {} : { CLOCK_START: options.clockStart }),
    ...(mailbox?.settings ?? {}),
    ...options.env,
  };
  const port = options.env?.['PORT'] ?? String(await freePort());
  const program = new RunningProgram(dataDir, port, env, mailbox);
  await program.start();
  return program;
}

/** Runs the program until it ends by itself, as it does where it refuses to start. */
export async function runProgram(env: Readonly<Record<string, string>>): Promise<End> {
  const dataDir = env['DATA_DIR'] ?? (await temporaryFolder());
  const child = launch({ PORT: String(await freePort()), ...(await storeOf(dataDir)), DATA_DIR: dataDir, ...env });
  const output = new Output(child);
  const late = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
  const [code, signal] = await ended(child);
  clearTimeout(late);
  return { code, signal, stdout: output.stdout, stderr: output.stderr };
}

/** A folder that is removed when the suite ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sigill-acceptance-'));
  ours.push(folder);
  return folder;
}

/** Ends what this suite started, by its process id, and removes its folders. */
export async function endPrograms(): Promise<void> {
  const endings = [...running].map((child) => {
    const end = ended(child);
    child.kill('SIGKILL');
    return end;
  });
  await Promise.all(endings);
  await Promise.all(mailboxes.splice(0).map((mailbox) => mailbox.stop()));
  await endStores();
  await Promise.all(ours.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Before the suite's own `afterAll`: what must be seen of a running program at the end is seen in a last test. */
if (typeof afterAll === 'function') afterAll(endPrograms);

export class RunningProgram {
  /** Without a slash at the end; the same after a restart. */
  readonly url: string;
  #child: ChildProcess | null = null;
  #output: Output | null = null;
  #earlier = '';
  readonly #clients: Clients;

  constructor(
    readonly dataDir: string,
    private readonly port: string,
    private readonly env: Readonly<Record<string, string>>,
    readonly mailbox: Mailbox | null,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.#clients = new Clients(this.url);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** A caller by the name of the directory's entry, with a token of the program's own provider. */
  as(persona: string): Client {
    return this.#clients.as(persona);
  }

  /** A caller without a token. */
  get anyone(): Client {
    return this.#clients.anyone;
  }

  /** The program's clock. */
  async now(): Promise<string> {
    const { body } = await this.anyone.get<{ now: string }>('/dev/clock');
    return body.now;
  }

  /** Moves the program's clock; answers when all that fell due is done. */
  async moveClock(now: string): Promise<void> {
    const { status, text } = await this.anyone.post('/dev/clock', { now });
    if (status !== 200) throw new Error(text);
  }

  /** Everything that is due is done: the mails that were asked for are sent and their outcomes are in the views. */
  async settle(): Promise<void> {
    await this.moveClock(new Date(Date.parse(await this.now()) + 1000).toISOString());
  }

  /** All lines of the program's, on both its outputs and over all its starts. */
  output(): string {
    return this.#earlier + (this.#output?.all ?? '');
  }

  async start(): Promise<void> {
    if (this.#output !== null) this.#earlier += this.#output.all;
    const child = launch({ ...this.env, DATA_DIR: this.dataDir, PORT: this.port });
    this.#child = child;
    this.#output = new Output(child);
    await this.#output.line('Sigill is ready on ', readyWithinMs);
  }

  /** Lets it finish what is in hand (SIGTERM). */
  stop(): Promise<End> {
    return this.#end('SIGTERM');
  }

  /** Waits until it has ended by itself. */
  end(): Promise<End> {
    return this.#end(null);
  }

  /** As a power cut would (SIGKILL). */
  kill(): Promise<End> {
    return this.#end('SIGKILL');
  }

  /** Starts it anew on the same folder and port, after a stop where it still runs. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async #end(signal: NodeJS.Signals | null): Promise<End> {
    const child = this.#child;
    if (child === null || this.#output === null) throw new Error('the program was not started');
    const end = ended(child);
    if (signal !== null && running.has(child)) child.kill(signal);
    const [code, by] = await end;
    return { code, signal: by, stdout: this.#output.stdout, stderr: this.#output.stderr };
  }
}

function launch(env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function ended(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  if (running.has(child)) await once(child, 'close');
  return [child.exitCode, child.signalCode];
}

/** What a child writes, and who waits for a line of it. */
class Output {
  stdout = '';
  stderr = '';

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.stderr += chunk));
  }

  get all(): string {
    return this.stdout + this.stderr;
  }

  /** @throws where the child ends before it, or takes too long */
  line(text: string, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => () => {
        clearTimeout(late);
        reject(new Error(`${why}:\n${this.all}`));
      };
      const late = setTimeout(fail(`no "${text}" within ${String(timeoutMs)} ms`), timeoutMs);
      this.child.once('close', fail('the program ended'));
      const look = () => {
        if (!this.stdout.includes(text)) return;
        clearTimeout(late);
        this.child.stdout?.off('data', look);
        resolve();
      };
      this.child.stdout?.on('data', look);
    });
  }
}

/** A port that the operating system gave out a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function mailboxFor(smtp: boolean | Mailbox): Promise<Mailbox | null> {
  if (smtp instanceof Mailbox) return smtp;
  if (!smtp) return null;
  const mailbox = await Mailbox.start();
  mailboxes.push(mailbox);
  return mailbox;
}
