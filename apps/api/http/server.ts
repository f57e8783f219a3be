import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Log, RequestHandler, providerPath } from '@sigill/adapters';
import { Caller, Directory, Looking, RefusedCommands } from '@sigill/application';
import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { RequestCounts } from '../metrics/request-counts';
import { Readiness } from '../readiness';
import { ApiDescription } from '../openapi/api-description';
import { isBelowV1, pathOf, withoutHost } from './address';
import { authenticate, nowhere } from './authentication';
import { acceptJson } from './json-body';
import { askForOneHost, refuseExpectations } from './framing';
import { ParametersGuard } from './parameters.guard';
import { KeepingRefusals } from './keeping-refusals';
import { ProblemFilter } from './problem.filter';
import { RatesGuard } from './rates.guard';
import { RolesGuard } from './roles.guard';
import { answerUnreadable } from './unreadable';

export interface ServerParts {
  readonly verify: (token: string) => Promise<Caller>;
  /** The embedded sign-in; null where another issuer is used. */
  readonly signIn: RequestHandler | null;
  readonly lines: Log;
  readonly readiness: Readiness;
  /** Whether there is a limit to how much an actor asks in a minute. */
  readonly rateLimits: boolean;
}

const bodyLimitBytes = 64 * 1024;

/** Fastify under Nest: who calls is known before a body is read; errors become problems in one place. */
export async function makeServer(
  module: DynamicModule,
  { verify, signIn, lines, readiness, rateLimits }: ServerParts,
): Promise<NestFastifyApplication> {
  const adapter = adapterFor(verify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.server.headersTimeout = 10_000;
  await fastify.register(helmet, headersOfAll);
  refuseExpectations(fastify);
  askForOneHost(fastify);
  if (signIn !== null) mount(fastify, signIn);
  acceptJson(fastify);
  authenticate(fastify, verify, app.get(ApiDescription).openRoutes);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    if (isBelowV1(request)) void reply.header('Cache-Control', 'no-store');
    done();
  });
  logRequests(fastify, lines);
  app.get(RequestCounts).follow(fastify);
  const reflector = app.get(Reflector);
  app.useGlobalGuards(
    ...(rateLimits ? [new RatesGuard(reflector, app.get(Looking, { strict: false }), () => performance.now())] : []),
    new RolesGuard(reflector, app.get(Directory, { strict: false })),
    new ParametersGuard(app.get(ApiDescription).parameters),
  );
  const refusals = new KeepingRefusals(app.get(RefusedCommands, { strict: false }), lines);
  app.useGlobalFilters(
    new ProblemFilter(lines, refusals, () => {
      readiness.ready = false;
    }),
  );
  return app;
}

/** What an answer says to a browser of itself: it is what it says it is, in no frame, loads nothing and sends nobody anywhere. The page
 *  of the description allows its own style. */
const headersOfAll: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
};

/** What a connection leaves undone for some seconds is closed: headers after 10, a body after 14, silence after an answer after 10. */
const adapterFor = (verify: ServerParts['verify']): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    requestTimeout: 14_000,
    http: { connectionsCheckingInterval: 500, requireHostHeader: false },
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    schemaController: { compilersFactory: withoutSchemas },
    frameworkErrors: nowhere(verify),
    clientErrorHandler: answerUnreadable,
  });

/** No route has a schema of Fastify's, whose compilers are a hundred modules at every start. */
const noSchemas = (): never => {
  throw new Error('no route has a schema');
};
const withoutSchemas = { buildValidator: noSchemas, buildSerializer: noSchemas };

/** The provider reads its own bodies, so it is asked before anything else. */
function mount(fastify: FastifyInstance, signIn: RequestHandler): void {
  const below = new RegExp(`^${providerPath}(?:/|$)`);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!below.test(pathOf(request.raw.url ?? ''))) return done();
    request.raw.url = withoutHost(request.raw.url ?? '');
    reply.hijack();
    signIn(request.raw, reply.raw);
  });
}

/** One line for each request: the route's pattern, never its address. */
function logRequests(fastify: FastifyInstance, lines: Log): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, id: traceId, routeOptions, caller } = request;
    const ms = Math.round(reply.elapsedTime);
    lines.notice(
      { traceId, method, route: routeOptions.url ?? null, status: reply.statusCode, ms, actor: caller?.hsaId ?? null },
      'request',
    );
    done();
  });
}
