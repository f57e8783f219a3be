import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestServer } from '../support/eventstoredb/server';
import { RunningProgram, startProgram, temporaryFolder } from '../support/program';

/** Several processes of the built program on one log, in a server of this process that can be stopped, frozen and asked. */
export class Cluster {
  private constructor(
    readonly server: TestServer,
    private readonly keyFile: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** @param env settings that all processes share */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const keyFile = join(await temporaryFolder(), 'kek');
    await writeFile(keyFile, `${'6b'.repeat(32)}\n`, { mode: 0o600 });
    return new Cluster(await TestServer.start(), keyFile, env);
  }

  /** What a process needs to work on the log. */
  get settings(): Readonly<Record<string, string>> {
    const [base = '', options = ''] = this.server.url.split('?');
    return {
      EVENT_STORE: 'eventstoredb',
      EVENTSTORE_URL: `${base}/vgr?${options}`,
      KEK_FILE: this.keyFile,
      LOG_LEVEL: 'error',
      ...this.env,
    };
  }

  /** Resolves when it is ready. It has a folder of its own. */
  process(roles: string, more: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
    return startProgram({ env: { ...this.settings, ROLES: roles, ...more } });
  }

  stop(): void {
    this.server.stop();
  }
}
