import { LoggedEvent } from '@sigill/event-log';
import { found } from './checked';
import { eventsOf } from './planting';
import { copyOf, WorkedFolder, workedFolder } from './worked-folder';

type Named = keyof WorkedFolder['requests'];

/** The worked folder, and copies of it that may be spoilt. */
export class Copies {
  private constructor(
    readonly folder: WorkedFolder,
    readonly events: readonly LoggedEvent[],
  ) {}

  static async make(): Promise<Copies> {
    const folder = await workedFolder();
    return new Copies(folder, await eventsOf(folder.dataDir));
  }

  get requests(): WorkedFolder['requests'] {
    return this.folder.requests;
  }

  spoilt(): Promise<string> {
    return copyOf(this.folder.dataDir);
  }

  /** The file that the request stands in. */
  streamOf(name: Named): string {
    return this.eventOf('RequestOpened', name).stream;
  }

  /** The first event of the type, of the request where one is named. */
  eventOf(type: string, name?: Named): LoggedEvent {
    const request = name === undefined ? null : this.requests[name];
    const event = this.events.find((one) => one.type === type && (request === null || one.caseId === request));
    if (event === undefined) throw new Error(`no ${type}`);
    return event;
  }

  /** The newest events of their streams are not among them: what follows an event tells of it too. */
  inTheMiddle(): LoggedEvent {
    return this.eventOf('RequestAssessed', 'closed');
  }
}

/** The invariant of each finding, with the place in the stream and in the log. */
export const invariants = async (dataDir: string): Promise<readonly unknown[]> =>
  (await found(dataDir)).map(([invariant, , revision, position]) => [invariant, revision, position]);
