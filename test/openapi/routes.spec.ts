import 'reflect-metadata';
import { Log, programRoles } from '@sigill/adapters';
import {
  Clock,
  Directory,
  FormAddress,
  Forms,
  PersonIds,
  Policies,
  PopulationRegister,
  WorkingDays,
} from '@sigill/application';
import { EventLog } from '@sigill/event-log';
import { Rows } from '@sigill/following';
import type { FastifyInstance } from 'fastify';
import { ApiModule } from '../../apps/api/api.module';
import { DevTools } from '../../apps/api/dev/dev.controller';
import { makeServer } from '../../apps/api/http/server';
import { ApiDescription } from '../../apps/api/openapi/api-description';
import { Readiness } from '../../apps/api/readiness';

/** Nothing is asked of these: only the routes are looked at. */
const ports = [
  EventLog,
  Rows,
  Clock,
  Directory,
  FormAddress,
  Forms,
  PersonIds,
  Policies,
  PopulationRegister,
  WorkingDays,
].map((provide) => ({ provide, useValue: {} }));

describe('every route of the program is described, and every route described is there', () => {
  it.each([
    ['in development', {} as DevTools, programRoles],
    ['in production', null, programRoles],
    ['of a worker alone', null, ['worker'] as const],
  ])('%s', async (_, dev, roles) => {
    const readiness = new Readiness();
    const app = await makeServer(ApiModule.over(ports, { readiness, dev, roles }), {
      readiness,
      verify: () => Promise.reject(new Error('nobody calls')),
      signIn: null,
      lines: new Log('silent', true),
      rateLimits: false,
    });
    const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    const routes: string[] = [];
    fastify.addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((one) => `${one} ${url}`));
    });
    await app.init();
    const described = Object.entries(app.get(ApiDescription).document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{([a-z]+)\}/g, ':$1')}`),
    );
    await app.close();
    expect(routes.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(described.sort());
  });
});
