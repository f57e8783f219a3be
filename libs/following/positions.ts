import { Position } from '@sigill/event-log';

/** The read models did not reach the position in time; an older state is never shown. */
export class ReadModelBehind extends Error {
  override name = 'ReadModelBehind';
}

interface Waiter {
  readonly position: Position;
  readonly done: () => void;
}

const patienceMs = 2000;

/** How far the rows are, who waits for more, and how much has been promised to callers of this process. */
export class Positions {
  private reached: Position = 0;
  private promised: Position = 0;
  private waiters: Waiter[] = [];
  private hurry: () => void = () => undefined;

  /** @param onWanted somebody begins to wait for rows up to the position */
  constructor(private readonly onWanted: (position: Position) => void = () => undefined) {}

  get now(): Position {
    return this.reached;
  }

  /** An append of this process has been answered with the position: no read of this process shows less. */
  promise(position: Position): void {
    this.promised = Math.max(this.promised, position);
  }

  /** The rows are at the position. */
  arrive(position: Position): void {
    this.reached = position;
    for (const waiter of this.waiters.filter((one) => one.position <= position)) waiter.done();
  }

  /** Waits for what was promised, and for the position where one is given. @throws ReadModelBehind after two seconds */
  async reach(position: Position | null): Promise<void> {
    const target = Math.max(position ?? 0, this.promised);
    if (this.reached >= target) return;
    await new Promise<void>((resolve, reject) => {
      const waiter = { position: target, done: () => settle(resolve) };
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.waiters = this.waiters.filter((one) => one !== waiter);
        end();
      };
      const timer = setTimeout(() => settle(() => reject(new ReadModelBehind())), patienceMs);
      this.waiters.push(waiter);
      this.hurry();
      this.onWanted(target);
    });
  }

  /** Resolves when somebody waits for rows that are not there, or after the time. */
  async wanted(withinMs: number): Promise<void> {
    if (this.waiters.length > 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Whoever rests in `wanted` goes on. */
  wake(): void {
    this.hurry();
  }
}
