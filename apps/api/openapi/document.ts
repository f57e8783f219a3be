import { ProblemCode, problemTexts } from '../http/problem-texts';
import { mayPass, problemStatuses } from '../http/problem-statuses';
import { bodySchemas } from './body-schemas';
import type { ApiDocument, OperationObject, ResponseObject } from './document-types';
import { answerHeaders, headersOf, parametersOf, requestHeaders } from './headers';
import { Operation, Operations, schemaOf, tags } from './operation';
import { problemsOf } from './problems';
import { querySchemas } from './query-schemas';
import { ControllerClass, Route, routesOf } from '../http/routes';
import { enumeration, ref } from './schema';
import { viewSchemas } from './view-schemas';

/** A controller and the words for its routes. */
export interface DescribedController {
  readonly controller: ControllerClass;
  readonly operations: Readonly<Record<string, Operation>>;
}

export const described = <Controller extends object>(
  controller: new (...parts: never[]) => Controller,
  operations: Operations<Controller>,
): DescribedController => ({ controller, operations });

/** The description of the routes of these controllers: paths, methods, roles and bodies from the code itself. */
export function documentOf(controllers: readonly DescribedController[]): ApiDocument {
  const routes = controllers.flatMap(({ controller, operations }) =>
    routesOf(controller).map((route) => ({ route, operation: operationOf(operations, route) })),
  );
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const { route, operation } of routes) {
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationObject(route, operation) };
  }
  const bodies = routes.flatMap(({ route }) => route.bodies.map(bodySchemas));
  const used = new Set<string>(routes.map(({ operation }) => operation.tag));
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...viewSchemas, ...querySchemas, ...Object.assign({}, ...bodies) },
      parameters: requestHeaders,
      headers: answerHeaders,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(operations: DescribedController['operations'], { name }: Route): Operation {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`route ${name} is not described`);
  return operation;
}

function operationObject(route: Route, operation: Operation): OperationObject {
  const { roles, bodies } = route;
  const who = roles === 'open' ? 'Takes no token.' : `For ${roles.join(', ')}.`;
  return {
    operationId: route.name,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, who].filter((one) => one !== undefined).join(' '),
    security: roles === 'open' ? [] : [{ token: [] }],
    parameters: parametersOf(route, operation),
    ...(bodies.length === 0 ? {} : { requestBody: requestBody(route, operation) }),
    responses: { ...answersOf(route, operation), ...refusalsOf(route, operation) },
  };
}

function requestBody({ bodies }: Route, { example }: Operation): NonNullable<OperationObject['requestBody']> {
  const [only, ...others] = bodies.map(({ name }) => ref(name));
  const schema = only !== undefined && others.length === 0 ? only : { oneOf: bodies.map(({ name }) => ref(name)) };
  return { required: true, content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } } };
}

function answersOf(route: Route, operation: Operation): OperationObject['responses'] {
  const content = Object.fromEntries(
    Object.entries(operation.answers).map(([type, answer]) => [type, { schema: schemaOf(answer) }]),
  );
  const headers = headersOf(operation);
  const meaning = route.status === 201 ? 'Opened.' : 'Done.';
  const { otherwise } = operation;
  return {
    [route.status]: { description: meaning, ...(headers === null ? {} : { headers }), content },
    ...(otherwise === undefined ? {} : { [otherwise.status]: { description: otherwise.meaning, content } }),
  };
}

/** One response for each status, with the codes that it can have. */
function refusalsOf(route: Route, operation: Operation): OperationObject['responses'] {
  const codes = problemsOf(route, operation);
  const statuses = [...new Set(codes.map((code) => problemStatuses[code]))].sort((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      refusal(
        status,
        codes.filter((code) => problemStatuses[code] === status),
      ),
    ]),
  );
}

const refusal = (status: number, codes: readonly ProblemCode[]): ResponseObject => ({
  description: codes.map((code) => `\`${code}\`: ${problemTexts[code].detail.en}`).join('\n'),
  ...(mayPass(status) ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } } : {}),
  content: {
    'application/problem+json': {
      schema: { allOf: [ref('Problem'), { type: 'object', properties: { code: enumeration(codes) } }] },
    },
  },
});

const conventions = [
  'Case-workflow engine for direct access to children’s records. Every change of a request is an event that is never changed.',
  'JSON in UTF-8. Commands are nouns under the request and answer with the request as it is right after. A command on a request needs `If-Match` with the `ETag` that was read last; with an `Idempotency-Key` it may be repeated for ever.',
  'A question that carries the `Sigill-Position` of a command never shows an older state.',
  'Errors are problem details (RFC 9457) in Swedish or, with `Accept-Language: en`, in English. Personal identity numbers never stand in an address, a header or a log.',
].join('\n\n');

const info: ApiDocument['info'] = {
  title: 'Sigill',
  version: '1',
  description: conventions,
  license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
  contact: { name: 'Västra Götalandsregionen', url: 'https://www.vgregion.se/' },
};
