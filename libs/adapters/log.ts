import pino, { Logger } from 'pino';

/** The program's log: JSON lines on stderr, of named fields only. No address, body, name, number or error text ever gets in:
 *  an error is told by its class, its code and where it was thrown. */
export class Log {
  private readonly lines: Logger;

  constructor(level: string) {
    this.lines = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination({ dest: 2, sync: true }),
    );
  }

  fault(error: unknown, traceId: string | null = null): void {
    this.lines.error({ traceId, ...told(error) }, 'fault');
  }

  notice(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.info(fields, message);
  }

  warn(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void {
    this.lines.warn(fields, message);
  }
}

function told(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const where = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  const cause: unknown = error.cause === undefined ? undefined : told(error.cause);
  return {
    error: error.name,
    code,
    where: where.map((line) => line.trim()),
    ...(cause === undefined ? {} : { cause }),
  };
}
