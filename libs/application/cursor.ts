import { actions, parseInstant, RequestId, taskNames } from '@sigill/domain';
import { isUuid } from '@sigill/event-log';
import { InboxPlace, RequestPlace } from '@sigill/projections';

/** A cursor is the place of a page's last row, in the sort keys of its question, and bound to nothing else. */

export const requestCursor = ({ openedAt, request }: RequestPlace): string => written(['requests', openedAt, request]);

/** Null for anything that `requestCursor` does not write. */
export function readRequestCursor(cursor: string): RequestPlace | null {
  const [name, openedAt, request, ...more] = read(cursor);
  if (name !== 'requests' || more.length > 0) return null;
  return isTime(openedAt) && isRequest(request) ? { openedAt, request } : null;
}

export const inboxCursor = ({ dueAt, since, request, action }: InboxPlace): string =>
  written(['inbox', dueAt ?? '', since, request, action]);

/** Null for anything that `inboxCursor` does not write. */
export function readInboxCursor(cursor: string): InboxPlace | null {
  const [name, dueAt, since, request, written, ...more] = read(cursor);
  const action = [...actions, ...taskNames].find((one) => one === written);
  if (name !== 'inbox' || more.length > 0 || action === undefined) return null;
  if ((dueAt !== '' && !isTime(dueAt)) || !isTime(since) || !isRequest(request)) return null;
  return { dueAt: dueAt === '' ? null : dueAt, since, request, action };
}

const written = (parts: readonly string[]): string => Buffer.from(parts.join(' ')).toString('base64url');

/** Nothing where the text is not the one spelling of its bytes. */
function read(cursor: string): readonly (string | undefined)[] {
  const parts = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  return written(parts) === cursor ? parts : [];
}

const isTime = (text: string | undefined): text is string => text !== undefined && parseInstant(text) === text;

const isRequest = (text: string | undefined): text is RequestId =>
  text !== undefined && text === text.toLowerCase() && isUuid(text);
