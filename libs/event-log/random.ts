import { randomBytes } from 'node:crypto';

/** Where nonces, keys and key ids come from. */
export abstract class Random {
  abstract bytes(length: number): Buffer;
}

export class SystemRandom extends Random {
  override bytes(length: number): Buffer {
    return randomBytes(length);
  }
}
