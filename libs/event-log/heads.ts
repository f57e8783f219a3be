import { CaseHead, caseHeadAfter, detached, Envelope, headAfter, StreamHead } from '@sigill/log-format';
import { ExpectedRevision } from './event-store';

/** Where a stream and each case in it stand. Made by the log alone, which takes back only its own. */
export interface StreamHeads {
  readonly stream: string;
  /** Null before the first event. */
  readonly head: StreamHead | null;
  readonly cases: ReadonlyMap<string, CaseHead>;
}

export const beginningOf = (stream: string): StreamHeads => ({ stream, head: null, cases: new Map() });

/** Where they stand after these events. */
export function headsAfter(before: StreamHeads, envelopes: readonly Envelope[]): StreamHeads {
  const last = envelopes.at(-1);
  if (last === undefined) return before;
  const cases = new Map(before.cases);
  for (const envelope of envelopes) {
    const { caseId } = envelope;
    cases.set(cases.has(caseId) ? caseId : detached(caseId), caseHeadAfter(envelope));
  }
  return { stream: before.stream, head: headAfter(last), cases };
}

/** What an append after the heads expects of the stream. */
export const expectedAfter = ({ head }: StreamHeads): ExpectedRevision => head?.revision ?? 'no-stream';
