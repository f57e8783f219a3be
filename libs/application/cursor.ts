import { invalidBody } from '@sigill/domain';

/** The last row of a page. */
export interface After {
  readonly openedAt: string;
  readonly request: string;
}

export const encodeCursor = ({ openedAt, request }: After): string =>
  Buffer.from(`${openedAt} ${request}`).toString('base64url');

/** @throws Refusal `invalid-body` at /cursor */
export function decodeCursor(cursor: string): After {
  const [openedAt, request, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (openedAt === undefined || request === undefined || rest.length > 0) throw invalidBody('/cursor', 'not-an-option');
  return { openedAt, request };
}
