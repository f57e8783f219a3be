import 'reflect-metadata';
import Ajv2020 from 'ajv/dist/2020';
import { bodyNotes } from '../../apps/api/openapi/body-notes';
import { controllers, developmentControllers } from '../../apps/api/openapi/described-controllers';
import { documentOf } from '../../apps/api/openapi/document';
import { ApiDocument, OperationObject } from '../../apps/api/openapi/document-types';
import { openApi31 } from './openapi-3.1';
import { Validator } from './validator';

const document = JSON.parse(JSON.stringify(documentOf([...controllers, ...developmentControllers]))) as ApiDocument;
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
const validator = new Validator(document);

describe('the description of the API', () => {
  const isOpenApi = new Ajv2020({ strict: true, strictRequired: false }).compile(openApi31);

  it('has the structure of OpenAPI 3.1', () => {
    isOpenApi(document);
    expect(isOpenApi.errors ?? []).toEqual([]);
  });

  it('is refused where it has not', () => {
    const { '/v1/inbox': inbox, ...others } = document.paths;
    const broken = (operation: object) => ({ ...document, paths: { ...others, '/v1/inbox': { get: operation } } });
    const get = inbox?.['get'] as OperationObject;
    expect(isOpenApi(broken({ ...get, responses: {} }))).toBe(false);
    expect(isOpenApi(broken({ ...get, parameters: [{ name: 'limit', in: 'cookie', schema: {} }] }))).toBe(false);
    expect(isOpenApi(broken({ ...get, parameters: [{ name: 'id', in: 'path', schema: {} }] }))).toBe(false);
    expect(isOpenApi({ ...document, openapi: '3.0.3' })).toBe(false);
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([a-zA-Z]+)\/([^"]+)"/g)];
    const held = document.components as unknown as Readonly<Record<string, Readonly<Record<string, object>>>>;
    expect(references.filter(([, part = '', name = '']) => held[part]?.[name] === undefined)).toEqual([]);
    expect(references.length).toBeGreaterThan(100);
  });

  it.each(Object.keys(document.components.schemas))('has a sound schema of %s', (name) => {
    expect(() => validator.compile({ $ref: `#/components/schemas/${name}` })).not.toThrow();
  });

  it('has a sound schema of every body and answer', () => {
    const contents = operations.flatMap(({ requestBody, responses }) =>
      [requestBody, ...Object.values(responses)].flatMap((one) => Object.values(one?.content ?? {})),
    );
    for (const { schema } of contents) expect(() => validator.compile(schema)).not.toThrow();
    expect(contents.length).toBeGreaterThan(200);
  });

  it('lets no object have members that nobody described', () => {
    const open = Object.entries(document.components.schemas).filter(
      ([, schema]) => schema['type'] === 'object' && schema['additionalProperties'] !== false,
    );
    expect(open).toEqual([]);
  });

  it('names every operation once, under a tag that it explains', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect([...new Set(ids)]).toEqual(ids);
    expect([...new Set(operations.flatMap(({ tags }) => tags))].sort()).toEqual(
      document.tags.map(({ name }) => name).sort(),
    );
  });

  it('names the variables of every path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const variables = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const named = parameters.flatMap((one) => ('in' in one && one.in === 'path' ? [one.name] : []));
        expect(named).toEqual(variables);
      }
    }
  });

  it('gives examples that its own schemas take', () => {
    const examples = operations.flatMap(({ operationId, requestBody }) => {
      const content = requestBody?.content['application/json'];
      return content?.example === undefined ? [] : [{ operationId, ...content }];
    });
    expect(
      examples.map(({ operationId, schema, example }) => [operationId, validator.faults(schema, example)]),
    ).toEqual(examples.map(({ operationId }) => [operationId, []]));
    expect(examples.length).toBe(operations.filter(({ requestBody }) => requestBody !== undefined).length);
  });

  it('explains only members that there are', () => {
    const explained = Object.entries(bodyNotes).flatMap(([name, notes = {}]) =>
      Object.keys(notes).map((member) => `${name}.${member}`),
    );
    const there = Object.entries(document.components.schemas).flatMap(([name, { properties }]) =>
      Object.keys((properties ?? {}) as object).map((member) => `${name}.${member}`),
    );
    expect(explained.filter((one) => !there.includes(one))).toEqual([]);
  });

  it('leaves the routes of development out of production', () => {
    const paths = Object.keys(documentOf(controllers).paths);
    expect(paths.filter((path) => path.startsWith('/dev'))).toEqual([]);
    expect(paths).toContain('/v1/requests');
  });
});
