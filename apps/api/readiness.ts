/** Whether the program takes work. */
export class Readiness {
  ready = false;
  /** Why the read models have stopped for good, while the process goes on; null: they have not. */
  stopped: string | null = null;
}
