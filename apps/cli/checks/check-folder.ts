import { BrokenHistory, idIn, isClosed, kindOfStream, RequestId, RequestPlaced, streamOf } from '@sigill/domain';
import {
  BrokenLog,
  damageIn,
  existingIndexKey,
  EventStore,
  KeyDestroyed,
  LoggedEvent,
  Position,
  verifyLog,
} from '@sigill/event-log';
import { existsSync } from 'node:fs';
import { FolderForReading } from '../../../libs/adapters/offline';
import { oneLine } from '../one-line';
import { replayEffect } from './effect-replay';
import { Finding, Findings, nowhere } from './finding';
import { byCase, checkPersons } from './persons-check';
import { checkReadModels } from './projections-check';
import { Intent, replayRequest } from './request-replay';
import { SignedFormsCheck } from './signed-forms-check';

export interface CheckedFolder {
  /** The first thousand. */
  readonly findings: readonly Finding[];
  /** All of them. */
  readonly problems: number;
  readonly events: number;
  readonly streams: number;
  readonly head: Position;
  readonly effects: { readonly asked: number; readonly open: number };
  readonly forms: number;
  /** How far the read models were compared; null: not at all. */
  readonly comparedTo: Position | null;
}

/** Verifies everything that a folder can tell by itself: I-01 to I-04, I-06 to I-12, I-14, I-15, I-17 and I-26. Of a program that
 *  runs meanwhile it sees the log as it is at the beginning. */
export async function checkFolder(
  folder: FolderForReading,
  signedForms: (findings: Findings) => SignedFormsCheck,
): Promise<CheckedFolder> {
  const findings = new Findings();
  checkFiles(folder, findings);
  const part = new LogNow(folder.store, await headOf(folder.store));
  const { events, streams, head, problems } = await verifyLog(part, folder.keys, folder.kek);
  for (const { invariant, what, ...place } of problems) findings.add(invariant, place, what);
  const named = new Set(problems.map(({ stream }) => stream));
  const forms = signedForms(findings);
  const indexKey = await existingIndexKey(folder.keys);
  if (indexKey === null && head > 0)
    findings.add('I-26', nowhere, 'keys.db has no index key: nobody can be told by number any more');
  const effects = await new StreamChecks(folder, part, named, forms, findings, indexKey).run();
  const comparedTo = await checkReadModels(folder, findings);
  return {
    findings: findings.kept,
    problems: findings.count,
    events,
    streams,
    head,
    effects,
    forms: forms.count,
    comparedTo,
  };
}

function checkFiles(folder: FolderForReading, findings: Findings): void {
  for (const name of ['log', 'keys', 'readModels'] as const) {
    const file = folder.file(name);
    if (!existsSync(file)) continue;
    try {
      for (const line of damageIn(file)) findings.add('file', nowhere, `${name}: ${line}`);
    } catch (error) {
      findings.add('file', nowhere, `${name}: ${oneLine(error)}`);
    }
  }
}

/** Without an end where even that cannot be read: then verifyLog says so. */
const headOf = (store: EventStore): Promise<Position> => store.head().catch(() => Number.MAX_SAFE_INTEGER);

/** The log up to where it was when the check began, and the names of the streams in it. */
class LogNow implements Pick<EventStore, 'readAll'> {
  readonly streams = new Set<string>();

  constructor(
    private readonly store: EventStore,
    readonly end: Position,
  ) {}

  async readAll(after: Position, limit: number): ReturnType<EventStore['readAll']> {
    const events = (await this.store.readAll(after, limit)).filter(({ position }) => position <= this.end);
    for (const { stream } of events) this.streams.add(stream);
    return events;
  }
}

/** Judges each stream by itself, so that one that is broken hides nothing of the others. */
class StreamChecks {
  private readonly intents = new Map<string, Intent>();
  private readonly unread = new Set<string>();
  /** The first event of each, and where the log says that it stands. */
  private readonly requests = new Map<RequestId, LoggedEvent>();
  private readonly placed = new Map<RequestId, string>();

  constructor(
    private readonly folder: FolderForReading,
    private readonly part: LogNow,
    /** Streams whose faults have been named already. */
    private readonly named: ReadonlySet<string | null>,
    private readonly forms: SignedFormsCheck,
    private readonly findings: Findings,
    /** The index key; null where it is gone. */
    private readonly persons: Buffer | null,
  ) {}

  async run(): Promise<CheckedFolder['effects']> {
    const effects: (readonly [stream: string, id: string])[] = [];
    for (const stream of this.part.streams) {
      const kind = kindOfStream(stream);
      if (kind === 'file') await this.file(stream);
      else if (kind === 'place') await this.place(stream);
      else if (kind === 'effect') effects.push([stream, idIn('effect', stream) ?? '']);
      else this.findings.add('I-10', { ...nowhere, stream }, 'a stream that nothing in this program writes');
    }
    let closed = 0;
    for (const [stream, id] of effects) if (await this.effect(stream, id)) closed += 1;
    for (const [request, at] of this.requests)
      if (this.placed.get(request) !== at.stream && !this.unread.has(streamOf('place', request)))
        this.findings.add('I-10', at, `no place in the log says that request ${request} stands here`);
    return { asked: this.intents.size, open: this.intents.size - closed };
  }

  private async file(stream: string): Promise<void> {
    const events = await this.read(stream);
    if (events === null) return;
    const persons = this.persons;
    if (persons !== null) for (const event of events) checkPersons(event, persons, this.findings);
    for (const [id, own] of byCase<RequestId>(events)) {
      this.requests.set(id, own[0]);
      const { intents, submitted } = replayRequest(id, own, this.findings);
      for (const [effect, intent] of intents) this.intents.set(effect, intent);
      for (const form of submitted) await this.forms.check(form);
    }
  }

  private async place(stream: string): Promise<void> {
    const [event] = (await this.read(stream)) ?? [];
    if (event === undefined) return;
    const { file } = event.data as RequestPlaced['data'];
    this.placed.set(event.caseId as RequestId, streamOf('file', file));
  }

  /** True when it was asked for and nothing more is to be done. */
  private async effect(stream: string, id: string): Promise<boolean> {
    const events = await this.read(stream);
    if (events === null) return false;
    const request = (events[0]?.caseId ?? '') as RequestId;
    const unread = !this.requests.has(request) && [...this.unread].some((one) => kindOfStream(one) === 'file');
    const intent = this.intents.get(id) ?? (unread ? undefined : null);
    return isClosed(replayEffect(events, intent, this.findings)) && this.intents.has(id);
  }

  /** Null when the stream cannot be read; why has been named, unless its key was destroyed, which is no fault. */
  private async read(stream: string): Promise<readonly LoggedEvent[] | null> {
    try {
      const { events } = await this.folder.log.read(stream);
      return events.filter(({ position }) => position <= this.part.end);
    } catch (error) {
      this.unread.add(stream);
      if (error instanceof BrokenLog && error.cause instanceof BrokenHistory)
        this.findings.add('I-10', error, `${error.what}: ${error.cause.message}`);
      else if (!(error instanceof KeyDestroyed) && !this.named.has(stream))
        this.findings.add('readable', { ...nowhere, stream }, `the stream cannot be read: ${oneLine(error)}`);
      return null;
    }
  }
}
