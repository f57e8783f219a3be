import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { languageOf } from './calls';
import { InvalidHeader, UnusableEncoding } from './errors';
import { Problem, problemOf, sendProblem } from './problems';
import { problemStatuses } from './problem-statuses';
import { problemTexts } from './problem-texts';

/** Refuses a call in which the program and a proxy in front could see two hosts, or one where HTTP/1.1 asks for it and
 *  there is none: Node would answer that without a problem. */
export function askForOneHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const names = request.raw.rawHeaders.filter((_, index) => index % 2 === 0);
    const hosts = names.filter((name) => name.toLowerCase() === 'host').length;
    if (hosts === 1 || (hosts === 0 && request.raw.httpVersion === '1.0')) return;
    const error = new InvalidHeader('Host');
    await sendProblem(reply, problemOf(error, request), error);
  });
}

/** Bodies are read as they come. @throws UnusableEncoding */
export function plainBody(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'];
  const isPlain = encoding === undefined || encoding.split(',').every((one) => /^\s*(?:identity)?\s*$/i.test(one));
  if (!request.is404 && request.method === 'POST' && !isPlain) throw new UnusableEncoding();
}

/** An `Expect` other than `100-continue` is answered before anything else, as Node asks. */
export function refuseExpectations(fastify: FastifyInstance): void {
  fastify.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const code = 'expectation-failed';
    const language = languageOf(request);
    const problem: Problem = {
      type: `urn:sigill:problem:${code}`,
      title: problemTexts[code].title[language],
      status: problemStatuses[code],
      detail: problemTexts[code].detail[language],
      instance: '',
      code,
      traceId: randomUUID(),
      header: 'Expect',
    };
    response.writeHead(problem.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    response.end(JSON.stringify(problem));
  });
}
