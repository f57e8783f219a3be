import { inboxCursor, readInboxCursor, readRequestCursor, requestCursor } from '@sigill/application';
import { requestOfStory } from '../support/told-log';
import { seeded } from '../support/told-tables';

const request = requestOfStory(1);
const since = '2026-11-20T08:00:00.000Z';
const place = { openedAt: since, request };
const due = { dueAt: '2026-11-23T08:00:00.000Z', since, request, action: 'new-guardian' } as const;
const never = { ...due, dueAt: null };

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('leads back to the place that it was made of', () => {
    expect(readRequestCursor(requestCursor(place))).toEqual(place);
    expect(readInboxCursor(inboxCursor(due))).toEqual(due);
    expect(readInboxCursor(inboxCursor(never))).toEqual(never);
  });

  it('of one question is none of the other', () => {
    expect(readInboxCursor(requestCursor(place))).toBe(null);
    expect(readRequestCursor(inboxCursor(due))).toBe(null);
  });

  it.each([
    ['nothing', ''],
    ['words', 'nonsense'],
    ['a place in a list of before', cursorOf(`${since} ${request}`)],
    ['an offset', cursorOf('50')],
    ['another spelling of the same bytes', `${requestCursor(place)}=`],
    ['another alphabet', Buffer.from(`requests ${since} ${request}`).toString('base64').replace(/=+$/, '+')],
    ['more than there is', cursorOf(`requests ${since} ${request} 1`)],
    ['less than there is', cursorOf(`requests ${since}`)],
    ['no instant', cursorOf(`requests 2026-11-20 ${request}`)],
    ['an instant in another spelling', cursorOf(`requests 2026-11-20T08:00:00Z ${request}`)],
    ['no request', cursorOf(`requests ${since} 1`)],
    ['a request in capitals', cursorOf(`requests ${since} ${request.toUpperCase()}`)],
    ['a line break', cursorOf(`requests ${since} ${request}\n`)],
    ['two spaces', cursorOf(`requests  ${since} ${request}`)],
  ])('is none when it is %s', (_, cursor) => {
    expect([readRequestCursor(cursor), readInboxCursor(cursor)]).toEqual([null, null]);
  });

  it('is none with any byte of it changed, unless it is the cursor of another place', () => {
    const { byte, upTo } = seeded(17);
    for (const [cursor, read, write] of [
      [requestCursor(place), readRequestCursor, requestCursor],
      [inboxCursor(due), readInboxCursor, inboxCursor],
    ] as const)
      for (let round = 0; round < 2_000; round += 1) {
        const at = upTo(cursor.length);
        const changed = cursor.slice(0, at) + String.fromCharCode(byte()) + cursor.slice(at + 1);
        const found = read(changed);
        expect(found === null || write(found as never) === changed).toBe(true);
      }
  });

  it('is none when it is any bytes', () => {
    const { byte, upTo } = seeded(4711);
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = Buffer.from(Array.from({ length: upTo(90) }, byte));
      for (const text of [bytes.toString('base64url'), bytes.toString('latin1')])
        expect([readRequestCursor(text), readInboxCursor(text)]).toEqual([null, null]);
    }
  });
});
