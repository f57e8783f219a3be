import 'reflect-metadata';
import { controllers, developmentControllers } from '../../apps/api/openapi/described-controllers';
import { documentOf } from '../../apps/api/openapi/document';
import { ApiDocument, OperationObject } from '../../apps/api/openapi/document-types';
import { contract, viewMembers } from './contract-table';

const document = JSON.parse(JSON.stringify(documentOf([...controllers, ...developmentControllers]))) as ApiDocument;
const schemas = document.components.schemas as Readonly<Record<string, Schema | undefined>>;

interface Schema {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  readonly required?: readonly string[];
}

describe('the description agrees with the HTTP contract', () => {
  it('on which routes there are', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(Object.keys(contract).sort());
  });

  it.each(Object.entries(contract))('on %s', (route, expected) => {
    const operation = operationOf(route);
    expect({
      status: Object.keys(operation.responses).filter((status) => status < '300' || isTheSame(operation, status)),
      headers: Object.keys(operation.responses[expected.status[0] ?? '']?.headers ?? {}).sort(),
      sent: sentHeaders(operation),
      members: membersOf(operation),
      codes: codesOf(operation),
    }).toEqual({
      status: expected.status,
      headers: [...(expected.headers ?? [])].sort(),
      sent: [...(expected.sent ?? [])].sort(),
      members: (expected.bodies ?? []).map(([required, optional]) => ({
        required: words(required),
        optional: words(optional),
      })),
      codes: words(expected.codes),
    });
  });

  it('on the request view, where nothing is ever left out', () => {
    const { properties = {}, required = [] } = schemas['RequestView'] ?? {};
    expect(Object.keys(properties).sort()).toEqual(words(viewMembers));
    expect([...required].sort()).toEqual(words(viewMembers));
  });

  it('on the members of a person, a problem and an access entry', () => {
    const required = (name: string) => [...(schemas[name]?.required ?? [])].sort();
    expect(required('Person')).toEqual(words('id personalNumber name protected'));
    expect(required('Problem')).toEqual(words('type title status detail instance code traceId'));
    expect(required('AccessEntry')).toEqual(words('reader service access units reason ground from until'));
    expect(required('RequestPage')).toEqual(words('items nextCursor'));
    expect(required('Preview')).toEqual(words('on before after warnings'));
    expect(required('AccessAnswer')).toEqual(words('patient on knownAt entries nextChange'));
    expect(required('HistoryItem')).toEqual(
      words('revision type occurredAt recordedAt actor summary before after eventId hash'),
    );
  });
});

const words = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort();

function operationOf(route: string): OperationObject {
  const [method = '', path = ''] = route.split(' ');
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${route} is not described`);
  return operation;
}

/** An answer of the same kind under another status, not a problem. */
const isTheSame = ({ responses }: OperationObject, status: string): boolean =>
  responses[status]?.content?.['application/problem+json'] === undefined;

function sentHeaders({ parameters }: OperationObject): readonly string[] {
  return parameters
    .flatMap((parameter) => ('$ref' in parameter ? [parameter.$ref.split('/').at(-1) ?? ''] : []))
    .filter((name) => name !== 'AcceptLanguage')
    .sort();
}

function membersOf({ requestBody }: OperationObject) {
  const schema = requestBody?.content['application/json']?.schema as Schema | undefined;
  if (schema === undefined) return [];
  const bodies = (schema.oneOf ?? [schema]).map(({ $ref = '' }) => schemas[$ref.split('/').at(-1) ?? '']);
  return bodies.map((body) => {
    const required = body?.required ?? [];
    const all = Object.keys(body?.properties ?? {});
    return { required: [...required].sort(), optional: all.filter((name) => !required.includes(name)).sort() };
  });
}

function codesOf({ responses }: OperationObject): readonly string[] {
  return Object.values(responses)
    .flatMap(({ content }) => {
      const schema = content?.['application/problem+json']?.schema as Schema | undefined;
      return schema?.allOf?.[1]?.properties?.['code']?.enum ?? [];
    })
    .sort();
}
