import { randomFillSync } from 'node:crypto';

/** Where nonces, keys and key ids come from. */
export abstract class Random {
  abstract bytes(length: number): Buffer;
}

/** Drawn in advance: asking the system each time costs ten times as much. What was handed out is wiped here. */
const drawn = Buffer.alloc(4_096);
let used = drawn.length;

export class SystemRandom extends Random {
  override bytes(length: number): Buffer {
    if (length > drawn.length) return randomFillSync(Buffer.alloc(length));
    if (used + length > drawn.length) {
      randomFillSync(drawn);
      used = 0;
    }
    const bytes = Buffer.from(drawn.subarray(used, used + length));
    drawn.fill(0, used, used + length);
    used += length;
    return bytes;
  }
}
