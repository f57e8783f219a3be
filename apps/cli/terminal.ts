/** Where a command writes: its answer, and what is wrong with the question. A line ends where it ends. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

/** 0: done, all is well. 1: there are problems. 2: the command or the folder could not be used at all. */
export type ExitCode = 0 | 1 | 2;
