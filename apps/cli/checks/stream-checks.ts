import {
  BrokenHistory,
  idIn,
  isClosed,
  kindOfStream,
  RegionPolicies,
  registerEventOf,
  registerIn,
  RequestId,
  RequestPlaced,
  streamKinds,
  streamOf,
} from '@sigill/domain';
import { BrokenLog, EventLog, KeyDestroyed, LoggedEvent } from '@sigill/event-log';
import { oneLine } from '../one-line';
import { intentOfTime, replayEffect } from './effect-replay';
import { Findings, nowhere } from './finding';
import { LogNow } from './log-now';
import { byCase, checkPersons } from './persons-check';
import { Intent, replayRequest } from './request-replay';
import { SignedFormsCheck } from './signed-forms-check';

/** What the streams are judged by. */
export interface StreamsGiven {
  readonly log: EventLog;
  readonly part: LogNow;
  /** Streams whose faults have been named already. */
  readonly named: ReadonlySet<string | null>;
  readonly forms: SignedFormsCheck;
  readonly findings: Findings;
  /** Null where it is gone. */
  readonly indexKey: Buffer | null;
  /** Of the log's region. */
  readonly policies: RegionPolicies;
}

export interface EffectNumbers {
  readonly asked: number;
  readonly open: number;
}

/** Judges each stream by itself, so that one that is broken hides nothing of the others. */
export class StreamChecks {
  private readonly intents = new Map<string, Intent>();
  private readonly unread = new Set<string>();
  /** The first event of each, and where the log says that it stands. */
  private readonly requests = new Map<RequestId, LoggedEvent>();
  private readonly placed = new Map<RequestId, string>();

  constructor(private readonly given: StreamsGiven) {}

  async run(): Promise<EffectNumbers> {
    const effects = await this.requestsFirst();
    let closed = 0;
    for (const [stream, id] of effects) if (await this.effect(stream, id)) closed += 1;
    for (const [request, at] of this.requests)
      if (this.placed.get(request) !== at.stream && !this.unread.has(streamOf('place', request)))
        this.given.findings.add('I-10', at, `no place in the log says that request ${request} stands here`);
    await this.given.forms.end();
    return { asked: this.intents.size, open: this.intents.size - closed };
  }

  /** Answers the streams of effects, which are judged by what the requests ask for. */
  private async requestsFirst(): Promise<readonly (readonly [stream: string, id: string])[]> {
    const effects: (readonly [stream: string, id: string])[] = [];
    for (const stream of this.given.part.streams) {
      const kind = kindOfStream(stream);
      if (kind === 'file') await this.file(stream);
      else if (kind === 'place') await this.place(stream);
      else if (kind === 'region' || kind === 'sweep') await this.folded(stream, kind);
      else if (kind === 'effect') effects.push([stream, idIn('effect', stream) ?? '']);
      else if (kind === 'refused') await this.refused(stream);
      else this.given.findings.add('I-10', { ...nowhere, stream }, 'a stream that nothing in this program writes');
    }
    return effects;
  }

  private async file(stream: string): Promise<void> {
    const events = await this.read(stream);
    if (events === null) return;
    const { indexKey, forms, findings, policies } = this.given;
    if (indexKey !== null) for (const event of events) checkPersons(event, indexKey, findings);
    for (const [id, own] of byCase<RequestId>(events)) {
      if (registerIn(own[0]) !== null) {
        this.register(own);
        continue;
      }
      this.requests.set(id, own[0]);
      const { intents, submitted } = replayRequest(id, own, { findings, policies });
      for (const [effect, intent] of intents) this.intents.set(effect, intent);
      for (const form of submitted) await forms.check(form);
    }
  }

  /** What the register said of a patient stands in the patient's own file. */
  private register(answered: readonly LoggedEvent[]): void {
    for (const event of answered) {
      const { patient } = registerEventOf(event).data;
      if (patient.id !== event.caseId)
        this.given.findings.add('I-10', event, 'an answer of the register of somebody else');
    }
  }

  /** Streams whose fold alone tells whether they can be; type and version of what they hold were checked by the log's upcaster. */
  private async folded(stream: string, kind: 'region' | 'sweep'): Promise<void> {
    const events = (await this.read(stream)) ?? [];
    const { begin, fold } = streamKinds[kind];
    try {
      fold(begin() as never, events as unknown as never);
    } catch (error) {
      this.given.findings.add('I-10', { ...nowhere, stream }, oneLine(error));
    }
  }

  private async place(stream: string): Promise<void> {
    const [event] = (await this.read(stream)) ?? [];
    if (event === undefined) return;
    const { file } = event.data as RequestPlaced['data'];
    this.placed.set(event.caseId as RequestId, streamOf('file', file));
  }

  private async refused(stream: string): Promise<void> {
    const [, second] = (await this.read(stream)) ?? [];
    if (second !== undefined) this.given.findings.add('I-10', second, 'a command is refused twice');
  }

  /** True when it was asked for and nothing more is to be done. */
  private async effect(stream: string, id: string): Promise<boolean> {
    const events = await this.read(stream);
    if (events === null) return false;
    const request = (events[0]?.caseId ?? '') as RequestId;
    const unread = !this.requests.has(request) && [...this.unread].some((one) => kindOfStream(one) === 'file');
    const asked = intentOfTime(id, events);
    if (asked !== null) this.intents.set(id, asked);
    const intent = this.intents.get(id) ?? (unread ? undefined : null);
    return isClosed(replayEffect(events, intent, this.given.findings)) && this.intents.has(id);
  }

  /** Null when the stream cannot be read; why has been named, unless its key was destroyed, which is no fault. */
  private async read(stream: string): Promise<readonly LoggedEvent[] | null> {
    try {
      const { events } = await this.given.log.read(stream);
      return events.filter(({ position }) => position <= this.given.part.end);
    } catch (error) {
      this.unread.add(stream);
      if (error instanceof BrokenLog && error.cause instanceof BrokenHistory)
        this.given.findings.add('I-10', error, `${error.what}: ${error.cause.message}`);
      else if (!(error instanceof KeyDestroyed) && !this.given.named.has(stream))
        this.given.findings.add('readable', { ...nowhere, stream }, `the stream cannot be read: ${oneLine(error)}`);
      return null;
    }
  }
}
