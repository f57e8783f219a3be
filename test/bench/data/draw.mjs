let made = 0;

/** Draws that are the same for the same seed: mulberry32. */
export class Draw {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both inclusive. */
  between(least, most) {
    return least + Math.floor(this.unit() * (most - least + 1));
  }

  chance(share) {
    return this.unit() < share;
  }

  pick(those) {
    return those[Math.floor(this.unit() * those.length)];
  }

  /** All of them, likelier first where the weight is higher. @param those pairs of one and its weight */
  ordered(those) {
    return those
      .map(([one, weight]) => [one, this.unit() ** (1 / weight)])
      .sort(([, a], [, b]) => b - a)
      .map(([one]) => one);
  }

  /** Never the same twice, whatever is drawn: a state of 32 bits comes round among some hundred thousand. */
  uuid() {
    made += 1;
    const drawn = Array.from({ length: 3 }, () => Math.floor(this.unit() * 4_294_967_296));
    const hex = [...drawn, made].map((word) => word.toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** Another draw, which goes its own way. */
  fork() {
    return new Draw(Math.floor(this.unit() * 4_294_967_296));
  }
}
