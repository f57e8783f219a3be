import { CaseHead, caseHeadAfter, detached, Envelope, eventIdOf, headAfter, StreamHead } from '@sigill/log-format';

/** What a verifier remembers of a stream. Changed in place: a log has many streams, and more events. */
export interface Trail {
  /** Null before the first event. `unreadable` after one whose envelope could not be read: then the next one's link cannot
   *  be judged. */
  head: StreamHead | null | 'unreadable';
  revision: number;
  commandId: string;
  commandHash: string;
  /** Of the event within its command. */
  index: number;
  readonly cases: Map<string, CaseHead>;
  /** The cases whose next link can be judged. */
  judged: Set<string> | 'all';
}

export const beginningOfTrail = (): Trail => ({
  head: null,
  revision: -1,
  commandId: '',
  commandHash: '',
  index: -1,
  cases: new Map(),
  judged: 'all',
});

/** The place of the event within its command. After one that could not be read, its id is the only witness. */
export function indexInCommand(trail: Trail, envelope: Envelope): number {
  if (trail.head === 'unreadable') return indexWithin(envelope);
  return trail.commandId === envelope.commandId ? trail.index + 1 : 0;
}

/** The head of the event's case before it; null: there is none; undefined: nobody knows. After an event of the stream that
 *  could not be read nobody knows which case it was of: each goes on from what comes next. */
export function caseBefore(trail: Trail, { caseId }: Envelope): CaseHead | null | undefined {
  if (trail.judged !== 'all' && !trail.judged.has(caseId)) return undefined;
  return trail.cases.get(caseId) ?? null;
}

export function goOn(trail: Trail, envelope: Envelope, index: number): void {
  const { caseId, commandId, commandHash } = envelope;
  trail.head = headAfter(envelope);
  trail.index = index;
  if (trail.commandId !== commandId) trail.commandId = detached(commandId);
  if (trail.commandHash !== commandHash) trail.commandHash = detached(commandHash);
  const known = trail.cases.has(caseId);
  trail.cases.set(known ? caseId : detached(caseId), caseHeadAfter(envelope));
  if (trail.judged !== 'all') trail.judged.add(caseId);
}

export function passOver(trail: Trail): void {
  trail.head = 'unreadable';
  trail.judged = new Set();
}

function indexWithin({ commandId, eventId }: Envelope): number {
  let index = 0;
  while (index < 100 && eventIdOf(commandId, index) !== eventId) index += 1;
  return index;
}
