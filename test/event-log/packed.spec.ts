import fc from 'fast-check';
import { packed, unpacked } from '../../libs/event-log/sqlite/packed';

const bytes = fc.uint8Array({ maxLength: 40 });
const appends = fc.array(
  fc.record({
    stream: fc.string(),
    expected: fc.oneof(fc.nat(), fc.constant('no-stream' as const)),
    events: fc.array(fc.record({ id: fc.uuid(), type: fc.string(), data: bytes, metadata: bytes }), { minLength: 1 }),
    keys: fc.array(fc.record({ kid: fc.uuid(), owner: fc.string(), wrapped: bytes }), { maxLength: 3 }),
  }),
  { maxLength: 4 },
);

describe('appends on their way to the writer thread', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(appends, (given) => {
        const sent = packed(given);
        expect(unpacked(structuredClone(sent, { transfer: [sent.bytes] }))).toEqual(given);
      }),
    );
  });

  it('carry no more bytes than their own', () => {
    const slab = Buffer.alloc(8_192);
    const event = { id: 'a', type: 'T', data: slab.subarray(0, 3), metadata: slab.subarray(5, 7) };
    const keys = [{ kid: 'k', owner: 'o', wrapped: slab.subarray(9, 10) }];
    const sent = packed([{ stream: 's', expected: 0, events: [event], keys }]);
    expect(sent.bytes.byteLength).toBe(5);
    expect(sent.appends[0]?.keys[0]?.wrapped.buffer.byteLength).toBe(1);
  });
});
