/** What a command works on. */
export interface Place {
  readonly dataDir: string;
  /** Null: the key that the folder keeps (development). */
  readonly kekFile: string | null;
}
