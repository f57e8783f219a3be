import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';
import { ApiDocument, OperationObject } from '../../apps/api/openapi/document-types';
import { Answer } from '../support/client';

/** Judges answers of the program by its own description. */
export class Validator {
  readonly #ajv: Ajv2020;
  readonly #compiled = new WeakMap<object, ValidateFunction>();

  constructor(readonly document: ApiDocument) {
    this.#ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
    for (const [name, format] of Object.entries(formats)) this.#ajv.addFormat(name, format);
    this.#ajv.addSchema({ $id: 'document', $defs: rooted(document.components.schemas) });
  }

  /** The schema as the document holds it, references and all. */
  compile(schema: object): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const compiled = this.#ajv.compile(rooted(schema));
    this.#compiled.set(schema, compiled);
    return compiled;
  }

  /** What is wrong with a value; empty where nothing is. */
  faults(schema: object, value: unknown): readonly string[] {
    const validate = this.compile(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
      [instancePath, message, JSON.stringify(params)].join(' '),
    );
  }

  /** What is wrong with an answer: a status, a content type, a header or a member that nobody described. */
  judge(method: string, path: string, answer: Answer): readonly string[] {
    const operation = this.operation(method, path);
    const response = operation.responses[String(answer.status)];
    if (response === undefined) return [`${method} ${path} answers ${String(answer.status)}`];
    const missing = Object.keys(response.headers ?? {}).filter(
      (name) => !answer.headers.has(name) && !optionalHeaders.includes(name),
    );
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const content = response.content?.[type];
    if (content === undefined) return [`${method} ${path} answers ${type}`];
    const binary = type === 'application/pdf' || type.startsWith('text/');
    return [
      ...missing.map((name) => `${name} is missing`),
      ...this.faults(content.schema, binary ? answer.text : answer.body),
    ];
  }

  /** The operation that an address belongs to; an address without a variable goes first. */
  operation(method: string, path: string): OperationObject {
    const [plain = ''] = path.split('?');
    const templates = Object.keys(this.document.paths).sort((one, other) => variables(one) - variables(other));
    const template = templates.find((one) => patternOf(one).test(plain) && this.#at(one, method) !== undefined);
    const found = template === undefined ? undefined : this.#at(template, method);
    if (found === undefined) throw new Error(`${method} ${plain} is not described`);
    return found;
  }

  #at(template: string, method: string): OperationObject | undefined {
    return this.document.paths[template]?.[method.toLowerCase()];
  }
}

const optionalHeaders = ['Idempotency-Replayed', 'Content-Disposition'];

const variables = (template: string): number => template.split('{').length;

const patternOf = (template: string): RegExp => new RegExp(`^${template.replace(/\{[a-z]+\}/g, '[^/]+')}$`);

/** References begin at the document. */
const rooted = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"document#/$defs/')) as object;

const formats: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  'date-time': /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$/,
  email: /^[^@\s]+@[^@\s]+$/,
  'uri-reference': /^\S+$/,
};
