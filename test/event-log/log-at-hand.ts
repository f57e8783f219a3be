import { AppendInput, Fact, openDatabase, StreamHeads } from '@sigill/event-log';
import { command, fact, LogUnderTest, openLog, part, personId, into } from './samples';
import { temporaryFolder } from './temporary';

interface Change extends Partial<Pick<AppendInput, 'command' | 'parts'>> {
  readonly facts?: readonly Fact[];
  readonly heads?: StreamHeads;
}

/** A log of its own for each test, in a folder that is taken away after it. */
export interface LogAtHand {
  readonly folder: ReturnType<typeof temporaryFolder>;
  subject: LogUnderTest;
  /** The n-th command, which opens the n-th case. */
  opening(n: number, change?: Change): AppendInput;
  /** The program starts anew after it. */
  destroyKeyOf(owner: string): Promise<void>;
  /** A stream of two cases, taking turns: days 0, 2, 4 and so on of the first, the others of the second. */
  alternating(count: number): Promise<StreamHeads>;
}

export function logAtHand(): LogAtHand {
  const at = new FreshLog();
  beforeEach(() => at.begin());
  afterEach(() => at.end());
  return at;
}

class FreshLog implements LogAtHand {
  folder!: ReturnType<typeof temporaryFolder>;
  subject!: LogUnderTest;

  async begin(): Promise<void> {
    this.folder = temporaryFolder();
    this.subject = await openLog(this.folder.file);
  }

  async end(): Promise<void> {
    await this.subject.close();
    this.folder.remove();
  }

  opening(n: number, { facts = [fact()], heads, ...change }: Change = {}): AppendInput {
    return { ...into(this.subject.log, n, facts, heads), command: command(n), ...change };
  }

  async destroyKeyOf(owner: string): Promise<void> {
    await this.subject.close();
    const db = openDatabase(this.folder.file('keys.db'));
    db.prepare(`update data_keys set wrapped = null, destroyed_at = 'now' where owner = ?`).run(owner);
    db.close();
    this.subject = await openLog(this.folder.file);
  }

  async alternating(count: number): Promise<StreamHeads> {
    const parts = Array.from({ length: count }, (_, day) =>
      part(1 + (day % 2), [fact({ data: { day }, persons: { [personId(1 + (day % 2))]: { day } } })]),
    );
    return (await this.subject.log.append(this.opening(1, { parts }))).heads;
  }
}
