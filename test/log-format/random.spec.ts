import { SystemRandom } from '@sigill/log-format';

describe('random bytes', () => {
  it('are as many as were asked for, never the same, and nobody else’s memory', () => {
    const random = new SystemRandom();
    const lengths = Array.from({ length: 2_000 }, (_, n) => [12, 16, 32, 4_096, 5_000][n % 5]!);
    const drawings = lengths.map((length) => random.bytes(length));
    expect(drawings.map(({ length }) => length)).toEqual(lengths);
    expect(new Set(drawings.map((bytes) => bytes.toString('hex', 0, 12))).size).toBe(lengths.length);
    const [first, second] = [random.bytes(12), random.bytes(12)];
    const kept = second.toString('hex');
    first.fill(0);
    random.bytes(4_096);
    expect(second.toString('hex')).toBe(kept);
  });
});
