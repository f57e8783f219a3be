import { once } from 'node:events';
import { createServer } from 'node:http';

/** Answers where the program will, as long as it cannot begin: it lives, is not ready, and everything else is to be asked again. */
export async function answerWaiting(port: number, host: string): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const isLive = path === '/health/live';
    const isHealth = isLive || path === '/health/ready';
    response.writeHead(isLive ? 200 : 503, {
      'Content-Type': isHealth ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'close',
      ...(isLive ? {} : { 'Retry-After': '1' }),
    });
    response.end(JSON.stringify(isLive ? { status: 'live' } : isHealth ? notReady : notYet));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
}

const notReady = { status: 'not-ready', store: 'unavailable' };
const notYet = {
  type: 'urn:sigill:problem:store-unavailable',
  title: 'The store cannot be used now',
  status: 503,
  detail: 'The program waits for its log to answer. Ask again.',
  code: 'store-unavailable',
};
