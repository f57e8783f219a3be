import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Problem } from './problems';
import { problemStatuses } from './problem-statuses';
import { problemTexts } from './problem-texts';

/** Bytes that are no HTTP, or headers that are too long or too late: the connection is answered once and closed.
 *  In Swedish, since nothing of the call is known. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { title, detail } = problemTexts['invalid-header'];
  const problem: Problem = {
    type: 'urn:sigill:problem:invalid-header',
    title: title.sv,
    status: problemStatuses['invalid-header'],
    detail: detail.sv,
    instance: '',
    code: 'invalid-header',
    traceId: randomUUID(),
  };
  const body = JSON.stringify(problem);
  const lines = [
    `HTTP/1.1 ${String(problem.status)} Bad Request`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
