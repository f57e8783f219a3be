/** What does by itself what is due by the program's clock. */
export interface AtWork {
  /** All that is due now is done. */
  settle(): Promise<void>;
  /** Work in hand finishes; nothing is begun any more. */
  stop(): Promise<void>;
}

/** All of them, in the order of their work. */
export class DueWork implements AtWork {
  private readonly parts: AtWork[] = [];

  add(part: AtWork): void {
    this.parts.push(part);
  }

  async settle(): Promise<void> {
    for (const part of this.parts) await part.settle();
  }

  async stop(): Promise<void> {
    for (const part of [...this.parts].reverse()) await part.stop();
  }
}
