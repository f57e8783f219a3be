import pino, { Logger } from 'pino';
import { scrubbed } from './scrubbed';

/** The program's log: JSON lines on stderr, of named fields only. No address, body, name, number or error text ever gets in:
 *  an error is told by its class and its code, and outside production by where it was thrown. Should digits that could be
 *  somebody's number get in all the same, they are blotted out on the way. */
export class Log {
  private readonly lines: Logger;

  /** @param stacks whether a fault tells where it was thrown: never in production
   *  @param destination takes a line at a time; stderr unless told */
  constructor(
    level: string,
    private readonly stacks: boolean,
    destination: Destination = pino.destination({ dest: 2, sync: true }),
  ) {
    const write = (line: string): void => void destination.write(scrubbed(line));
    this.lines = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  }

  fault(error: unknown, traceId: string | null = null): void {
    this.lines.error({ traceId, ...told(error, this.stacks) }, 'fault');
  }

  notice(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.info(fields, message);
  }

  warn(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.warn(fields, message);
  }
}

interface Destination {
  write(line: string): unknown;
}

function told(error: unknown, stacks: boolean): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const cause: unknown = error.cause === undefined ? undefined : told(error.cause, stacks);
  return {
    error: error.name,
    code,
    ...(stacks ? { where: whereThrown(error) } : {}),
    ...(cause === undefined ? {} : { cause }),
  };
}

const whereThrown = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
