import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { problemOf } from '../support/client';
import { RunningProgram, startProgram } from '../support/program';

/** Every route that the contract names, the reports by name. What does not exist yet, the README's limits name. */
const contract = `
GET /v1/requests/{id}  GET /v1/requests/{id}/history  GET /v1/requests/{id}/preview  GET /v1/requests/{id}/form
GET /v1/requests/{id}/evidence  POST /v1/requests  POST /v1/urgent-requests  POST /v1/requests/search
POST /v1/requests/{id}/assessment  POST /v1/requests/{id}/consultation  POST /v1/requests/{id}/decision
POST /v1/requests/{id}/submission  POST /v1/requests/{id}/execution  POST /v1/requests/{id}/return
POST /v1/requests/{id}/documentation  POST /v1/requests/{id}/withdrawal  POST /v1/requests/{id}/correction
POST /v1/requests/{id}/siblings  POST /v1/requests/{id}/review  GET /v1/inbox  GET /v1/procedures
GET /v1/procedures/{procedure}  POST /v1/access/search  POST /v1/access/timeline  POST /v1/persons
POST /v1/register-changes  GET /v1/reports/volumes  GET /v1/reports/lead-times  GET /v1/reports/urgent
GET /v1/reports/measures  GET /v1/reports/reviews  GET /v1/reports/mismatches  GET /v1/reports/refusals
POST /v1/audit/search  POST /v1/audit/accesses  POST /v1/audit/extract  POST /v1/audit/reviews
GET /v1/audit/reviews/{id}  POST /v1/audit/reviews/{id}/findings  GET /v1/audit/verification
POST /v1/delegations  GET /v1/delegations  POST /v1/delegations/{id}/revocation  GET /v1/changes
GET /auth/login  GET /auth/callback  POST /auth/logout  GET /auth/me
GET /health/live  GET /health/ready  GET /metrics  GET /openapi.json  GET /docs`
  .split(/ {2}|\n/)
  .filter((line) => line !== '');

const [, named = ''] = readFileSync(resolve('README.md'), 'utf8').split(/<!-- \/?not-built -->/);
const notBuilt = [...named.matchAll(/`((?:GET|POST) [^`]+)`/g)].map(([, route = '']) => route);

describe('the routes that do not exist yet', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram();
  });

  it('are named by the README’s limits, each of them and no other', async () => {
    const { body } = await program.anyone.get<{ paths: Record<string, object> }>('/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const isReport = (route: string) => route.startsWith('GET /v1/reports/');
    const absent = contract.filter((route) => !isReport(route) && !described.includes(route));
    for (const route of contract.filter(isReport)) {
      const { status } = await program.as('auditor').get(route.replace('GET ', ''));
      if (status !== 200) absent.push(route);
    }
    expect([...notBuilt].sort()).toEqual(absent.sort());
  });

  it.each(notBuilt)('%s answers 404', async (route) => {
    const [method = '', path = ''] = route.replace('{id}', randomUUID()).split(' ');
    const json = { 'content-type': 'application/json' };
    const answer = await program.as('auditor').send(method, path, method === 'POST' ? '{}' : undefined, json);
    problemOf(answer, 404, 'not-found');
  });
});
