import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { fetchToken } from '../../support/client';
import { Problem } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram();
});

/** What comes back on a connection of its own until it is closed, and after how long it is. */
async function exchanged(...bytes: readonly string[]): Promise<{ readonly text: string; readonly afterMs: number }> {
  const { port, hostname } = new URL(program.url);
  const socket: Socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('end', () => socket.end());
  const began = performance.now();
  for (const part of bytes) socket.write(part);
  await once(socket, 'close');
  return { text: Buffer.concat(chunks).toString('utf8'), afterMs: performance.now() - began };
}

function problemIn(text: string, status: number): Problem {
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
  expect(text).toMatch(/content-type: application\/problem\+json/i);
  expect(text).toMatch(/cache-control: no-store/i);
  return JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? '') as Problem;
}

describe('a call with two hosts', () => {
  it.each(['/v1/inbox', '/health/live', '/oidc/token', '/nothing'])('is refused: %s', async (path) => {
    const { text } = await exchanged(`GET ${path} HTTP/1.1\r\nHost: a\r\nhOST: b\r\nConnection: close\r\n\r\n`);
    expect(problemIn(text, 400)).toMatchObject({ code: 'invalid-header', header: 'Host' });
  });
});

describe('a call without a host', () => {
  it.each(['/v1/inbox', '/health/live', '/oidc/token', '/nothing'])('is refused: %s', async (path) => {
    const { text } = await exchanged(`GET ${path} HTTP/1.1\r\nAccept-Language: en\r\nConnection: close\r\n\r\n`);
    expect(problemIn(text, 400)).toMatchObject({ code: 'invalid-header', header: 'Host', title: 'Invalid header' });
  });

  it('is answered where HTTP asks for none', async () => {
    expect((await exchanged('GET /health/live HTTP/1.0\r\n\r\n')).text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a call that expects something', () => {
  it('that nobody knows is refused, in the language asked for', async () => {
    const { text } = await exchanged(
      'POST /v1/requests HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nAccept-Language: en\r\nContent-Length: 2\r\n\r\n',
    );
    expect(problemIn(text, 417)).toMatchObject({ code: 'expectation-failed', title: 'Unknown expectation' });
  });

  it('of 100-continue goes on', async () => {
    const token = await fetchToken(program.url, 'clinician-partille');
    const head = `POST /v1/requests HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nAuthorization: Bearer ${token}`;
    const type = 'Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close';
    const { text } = await exchanged(`${head}\r\n${type}\r\n\r\n`, '{}');
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 /);
    expect(text).toContain('"invalid-body"');
  });
});

describe('a connection that goes silent', () => {
  it('is closed within fifteen seconds, whatever it left undone', async () => {
    const token = await fetchToken(program.url, 'clinician-partille');
    const head = `POST /v1/requests HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n`;
    const silent = await Promise.all([
      exchanged(),
      exchanged('GET /v1/inbox HTTP/1.1\r\nHo'),
      exchanged(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"proc`),
      exchanged(`${head}Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n`),
      exchanged('GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n'),
    ]);
    for (const { afterMs } of silent) expect(afterMs).toBeLessThan(15_000);
    expect(silent[4]?.text).toMatch(/^HTTP\/1\.1 200 /);
  });
});
