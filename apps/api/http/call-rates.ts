/** How many calls each actor has made in the actor's minute, which begins with the first of them. Kept in memory, by each process for
 *  itself: a limit for whoever copies, or guesses, by machine; none that staff at work come near. */
export class CallRates {
  private readonly minutes = new Map<string, Minute>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    private readonly most: number,
    private readonly now: () => number,
  ) {}

  /** Counts the call. Null: it is within the limit; else in how many whole seconds the next minute begins. */
  count(actor: string): number | null {
    const now = this.now();
    this.sweep(now);
    const minute = this.minutes.get(actor) ?? { began: now, calls: 0 };
    minute.calls += 1;
    this.minutes.set(actor, minute);
    return minute.calls <= this.most ? null : Math.ceil((minute.began + minuteMs - now) / 1_000);
  }

  /** Forgets the minutes that are over: they stand in the order in which they began. */
  private sweep(now: number): void {
    for (const [actor, { began }] of this.minutes) {
      if (began + minuteMs > now) return;
      this.minutes.delete(actor);
    }
  }
}

const minuteMs = 60_000;

interface Minute {
  readonly began: number;
  calls: number;
}
