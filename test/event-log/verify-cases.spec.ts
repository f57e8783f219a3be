import { RecordedEvent } from '@sigill/event-log';
import { caseGenesisHash, Envelope, parseEnvelope } from '@sigill/log-format';
import { command, fact, part, requestId, streamOf } from './samples';
import { resealed, verifiedLog } from './verified-log';

const at = verifiedLog();

describe('of a stream of two cases, the verifier names', () => {
  let cases: readonly RecordedEvent[];
  const envelopeAt = (position: number): Envelope => parseEnvelope(cases[position - 1]!.metadata);
  const planted = (
    position: number,
    change: (event: RecordedEvent) => RecordedEvent,
  ): Promise<readonly (readonly [string, number | null, number])[]> =>
    at.found(cases.map((event) => (event.position === position ? change(event) : event)));
  /** Positions 1 to 6: of the one case, the other, the one, the other; the one, in the clear; the other. */
  beforeAll(async () => {
    let heads = at.subject.log.beginning(streamOf(7));
    for (const [n, parts] of [
      [part(7, [fact()])],
      [part(8, [fact()])],
      [part(7, [fact()]), part(8, [fact()])],
      [part(7, [fact({ data: { round: 1 }, persons: {} })], { keyOwner: null }), part(8, [fact()])],
    ].entries())
      ({ heads } = await at.subject.log.append({ heads, parts, command: command(70 + n) }));
    const appended = await at.subject.store.readStream(streamOf(7));
    cases = appended.map((event, n) => ({ ...event, position: n + 1 }));
  });

  it('nothing, when nobody has touched it', async () => {
    expect(await at.verified(cases)).toEqual({ events: 6, streams: 1, head: 6, problems: [] });
  });

  it('an event that hangs on another than the one before it in its case', async () => {
    const what = 'the event before it in its case is not the one it was recorded after (casePrevHash)';
    const change = resealed({ casePrevHash: envelopeAt(5).hash });
    const { problems } = await at.verified(cases.map((event) => (event.position === 6 ? change(event) : event)));
    expect(problems).toEqual([{ invariant: 'I-06', stream: streamOf(7), revision: 5, position: 6, what }]);
  });

  it('a first event that does not begin its case', async () => {
    expect(await planted(2, resealed({ casePrevHash: caseGenesisHash(requestId(7)) }))).toEqual([
      ['I-06', 1, 2],
      ['I-06', 2, 3],
      ['I-06', 3, 4],
    ]);
  });

  it('an event with another number in its case', async () => {
    const change = resealed({ caseRevision: 3 });
    const { problems } = await at.verified(cases.map((event) => (event.position === 6 ? change(event) : event)));
    expect(problems).toEqual([
      { invariant: 'I-01', stream: streamOf(7), revision: 5, position: 6, what: 'caseRevision 3 where 2 is due' },
    ]);
  });

  it('an event that was put into another case', async () => {
    expect(await planted(6, resealed({ caseId: requestId(7) }))).toEqual([['I-01', 5, 6]]);
    expect(await planted(6, resealed({ caseId: requestId(9) }))).toEqual([['I-01', 5, 6]]);
    const begun = { caseId: requestId(9), caseRevision: 0 };
    expect(await planted(6, resealed(begun))).toEqual([['I-06', 5, 6]]);
    expect(await planted(6, resealed({ ...begun, casePrevHash: caseGenesisHash(requestId(9)) }))).toEqual([]);
  });

  it('an event in the clear in which a bit was turned', async () => {
    for (const key of ['data', 'metadata'] as const)
      for (let at = 0; at < cases[4]![key].length; at += 5) {
        const problems = await planted(5, (event) => {
          const bytes = Buffer.from(event[key]);
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
          return { ...event, [key]: bytes };
        });
        expect(problems[0]).toMatchObject([expect.stringMatching(/^I-/) as string, 4, 5]);
      }
  });

  it.each([1, 2, 3, 4, 5, 6])('the event %i alone, when that one cannot be read at all', async (position) => {
    const unreadable = await planted(position, (event) => ({ ...event, metadata: Buffer.from('{') }));
    expect(unreadable).toEqual([['I-06', position - 1, position]]);
  });
});
