import {
  canonicalEnvelopeIn,
  caseFaults,
  CaseHead,
  caseHeadAfter,
  headAfter,
  linkFaults,
  openPayload,
  openPerson,
  parseEnvelope,
  payloadIn,
  readEnvelope,
  sealFaults,
  StreamHead,
} from '@sigill/log-format';
import { DataKey, personOwner } from '@sigill/event-log';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beginningOf } from '../../libs/event-log/heads';
import { recording } from '../../libs/event-log/recording';
import { app, command, CountedRandom, fact, kek, part, personId, streamOf } from './samples';

interface Golden {
  readonly keys: Readonly<Record<string, { readonly kid: string; readonly key: string }>>;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly metadata: string;
    readonly data: string;
  }[];
}

const golden = JSON.parse(readFileSync(resolve('test/golden/envelope.v1.json'), 'utf8')) as Golden;
const keys: ReadonlyMap<string, DataKey> = new Map(
  Object.entries(golden.keys).map(([owner, { kid, key }]) => [owner, { kid, key: Buffer.from(key, 'hex') }]),
);
/** One append to two cases, taking turns; the last event stands in the clear. */
const input = {
  heads: beginningOf(streamOf(1)),
  parts: [
    part(1, [fact()]),
    part(2, [fact({ persons: {} })]),
    part(1, [
      fact({ type: 'RequestAssessed', schemaVersion: 2, data: { answers: { B1: true }, days: 14 }, persons: {} }),
    ]),
    part(2, [fact({ type: 'EffectClaimed', data: { round: 1 }, persons: {} })], {
      keyOwner: null,
      legalGround: null,
      actor: { sub: 'effects', kind: 'worker', role: 'worker', unitId: null, onBehalfOf: null },
    }),
  ],
  command: command(1, { keyId: 'f0000000-0000-4000-8000-000000000009' }),
};

describe('envelope.v1.json, the shape in which events have been written', () => {
  it('is what this program writes, byte for byte', () => {
    const written = recording(input, keys, { kek, app, random: new CountedRandom() });
    expect(
      written.events.map(({ id, type, metadata, data }) => ({
        id,
        type,
        metadata: metadata.toString(),
        data: data.toString('hex'),
      })),
    ).toEqual(golden.events);
  });

  it('is what this program reads', () => {
    let head: StreamHead | null = null;
    const cases = new Map<string, CaseHead>();
    for (const [revision, { id, type, metadata, data }] of golden.events.entries()) {
      const event = {
        id,
        type,
        data: Buffer.from(data, 'hex'),
        metadata: Buffer.from(metadata),
        stream: streamOf(1),
        revision,
        position: revision + 1,
      };
      const envelope = parseEnvelope(event.metadata);
      expect(readEnvelope(event.metadata)).toEqual(envelope);
      const inCase = cases.get(envelope.caseId) ?? null;
      const faults = [
        sealFaults(canonicalEnvelopeIn(event.metadata), event, kek),
        linkFaults(envelope, head),
        caseFaults(envelope, inCase),
      ];
      expect(faults.flat()).toEqual([]);
      head = headAfter(envelope);
      cases.set(envelope.caseId, caseHeadAfter(envelope));
      const given = input.parts[revision]!;
      expect(envelope).toMatchObject({ caseId: given.caseId, actor: given.actor, legalGround: given.legalGround });
      const { enc } = envelope;
      expect(enc?.kid).toBe(given.keyOwner === null ? undefined : keys.get(given.keyOwner)!.kid);
      const payload =
        enc === null ? payloadIn(event.data) : openPayload(event.data, envelope, enc, keys.get(given.keyOwner!)!.key);
      expect(payload.data).toEqual(given.facts[0]?.data);
      for (const [person, sealed] of Object.entries(payload.persons))
        expect(openPerson(sealed, envelope, person, keys.get(personOwner(person))!.key)).toEqual(
          given.facts[0]?.persons[person],
        );
      expect(Object.keys(payload.persons)).toEqual(revision === 0 ? [personId(1)] : []);
    }
    expect([head?.revision, ...[...cases.values()].map((inCase) => inCase.revision)]).toEqual([3, 1, 1]);
  });
});
