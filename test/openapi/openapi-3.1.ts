/** The structure that OpenAPI 3.1 asks of a document, for the parts that are used (JSON Schema 2020-12). */
const text = { type: 'string', minLength: 1 };
const reference = {
  type: 'object',
  properties: { $ref: { type: 'string', pattern: '^#/components/' } },
  required: ['$ref'],
  additionalProperties: false,
};
const schema = { type: 'object' };
const content = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]+/[a-z0-9.+-]+$' },
  additionalProperties: {
    type: 'object',
    properties: { schema, example: {} },
    required: ['schema'],
    additionalProperties: false,
  },
};
const parameter = {
  type: 'object',
  properties: {
    name: text,
    in: { enum: ['path', 'query', 'header'] },
    required: { type: 'boolean' },
    description: text,
    schema,
  },
  required: ['name', 'in', 'schema'],
  if: { properties: { in: { const: 'path' } } },
  then: { properties: { required: { const: true } }, required: ['required'] },
  additionalProperties: false,
};
const header = {
  type: 'object',
  properties: { description: text, schema },
  required: ['schema'],
  additionalProperties: false,
};
const response = {
  type: 'object',
  properties: {
    description: text,
    headers: { type: 'object', additionalProperties: { $ref: '#/$defs/reference' } },
    content,
  },
  required: ['description'],
  additionalProperties: false,
};
const operation = {
  type: 'object',
  properties: {
    operationId: text,
    tags: { type: 'array', items: text, minItems: 1 },
    summary: text,
    description: text,
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array', items: text } } },
    parameters: { type: 'array', items: { anyOf: [{ $ref: '#/$defs/reference' }, { $ref: '#/$defs/parameter' }] } },
    requestBody: {
      type: 'object',
      properties: { required: { type: 'boolean' }, description: text, content },
      required: ['content'],
      additionalProperties: false,
    },
    responses: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[1-5][0-9]{2}$' },
      additionalProperties: response,
    },
  },
  required: ['responses'],
  additionalProperties: false,
};

export const openApi31 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: { reference, parameter },
  type: 'object',
  properties: {
    openapi: { type: 'string', pattern: '^3[.]1[.][0-9]+$' },
    info: {
      type: 'object',
      properties: {
        title: text,
        version: text,
        description: text,
        license: {
          type: 'object',
          properties: { name: text, identifier: text },
          required: ['name'],
          additionalProperties: false,
        },
        contact: { type: 'object', properties: { name: text, url: text }, additionalProperties: false },
      },
      required: ['title', 'version', 'license', 'contact'],
      additionalProperties: false,
    },
    servers: { type: 'array', items: { type: 'object', properties: { url: text }, required: ['url'] } },
    tags: {
      type: 'array',
      items: { type: 'object', properties: { name: text, description: text }, required: ['name'] },
    },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: {
        type: 'object',
        propertyNames: { enum: ['get', 'post'] },
        additionalProperties: operation,
      },
    },
    components: {
      type: 'object',
      properties: {
        schemas: { type: 'object', additionalProperties: schema, propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' } },
        parameters: { type: 'object', additionalProperties: parameter },
        headers: { type: 'object', additionalProperties: header },
        securitySchemes: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: { type: { const: 'http' }, scheme: { const: 'bearer' }, bearerFormat: text },
            required: ['type', 'scheme'],
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
  },
  required: ['openapi', 'info', 'paths'],
  additionalProperties: false,
};
