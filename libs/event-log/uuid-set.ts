/** Exact, but for the nil UUID, which is never in it. In 16 bytes and a free slot or two per id: a million ids take some 32 MiB, where a Set of texts takes 200. */
export class UuidSet {
  private slots = new Uint32Array(4 * 1_024);
  private size = 0;

  /** False when it was there before. `uuid` is lower case with hyphens. */
  add(uuid: string): boolean {
    if (!this.put(digits(uuid, 0, 8), digits(uuid, 9, 18), digits(uuid, 19, 28), digits(uuid, 28, 36))) return false;
    this.size += 1;
    if (this.size * 8 > this.slots.length) this.grow();
    return true;
  }

  private put(a: number, b: number, c: number, d: number): boolean {
    const slots = this.slots;
    const mask = slots.length - 4;
    for (let at = ((a ^ d) * 4) & mask; ; at = (at + 4) & mask) {
      const [e, f, g, h] = [slots[at], slots[at + 1], slots[at + 2], slots[at + 3]];
      if (e === a && f === b && g === c && h === d) return false;
      if (e === 0 && f === 0 && g === 0 && h === 0) {
        slots[at] = a;
        slots[at + 1] = b;
        slots[at + 2] = c;
        slots[at + 3] = d;
        return true;
      }
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = old.subarray(at, at + 4);
      if (a !== 0 || b !== 0 || c !== 0 || d !== 0) this.put(a, b, c, d);
    }
  }
}

/** The hexadecimal digits from `from` on, eight of them, as a number; hyphens are passed over. */
function digits(uuid: string, from: number, to: number): number {
  let word = 0;
  for (let at = from; at < to; at += 1) {
    const code = uuid.charCodeAt(at);
    if (code !== hyphen) word = (word << 4) | (code < letterA ? code - digit0 : code - letterA + 10);
  }
  return word >>> 0;
}

const [hyphen, digit0, letterA] = [0x2d, 0x30, 0x61] as const;
