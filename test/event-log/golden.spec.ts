import { DataKey, personOwner, requestOwner } from '@sigill/event-log';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnvelope } from '../../libs/event-log/envelope';
import { headAfter, sealFaults, linkFaults } from '../../libs/event-log/chain';
import { recording } from '../../libs/event-log/recording';
import { openPayload, openPerson } from '../../libs/event-log/payload';
import { app, command, CountedRandom, fact, into, kek, personId, requestId, streamOf } from './samples';

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
const input = {
  ...into(1),
  head: null,
  facts: [
    fact(),
    fact({ type: 'RequestAssessed', schemaVersion: 2, data: { answers: { B1: true }, days: 14 }, persons: {} }),
  ],
  command: command(1),
};

describe('envelope.v1.json, the shape in which events have been written', () => {
  it('is what this program writes, byte for byte', () => {
    const written = recording(input, keys, { kek, app, random: new CountedRandom() });
    expect(
      written.map(({ id, type, metadata, data }) => ({
        id,
        type,
        metadata: metadata.toString(),
        data: data.toString('hex'),
      })),
    ).toEqual(golden.events);
  });

  it('is what this program reads', () => {
    let head = null;
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
      expect([...sealFaults(envelope, event, kek), ...linkFaults(envelope, head)]).toEqual([]);
      head = headAfter(envelope);
      const payload = openPayload(event.data, envelope, keys.get(requestOwner(requestId(1)))!.key);
      expect(payload.data).toEqual(input.facts[revision]?.data);
      for (const [id, person] of Object.entries(payload.persons))
        expect(openPerson(person, envelope, id, keys.get(personOwner(id))!.key)).toEqual(
          input.facts[revision]?.persons[id],
        );
      expect(Object.keys(payload.persons)).toEqual(revision === 0 ? [personId(1)] : []);
    }
  });
});
