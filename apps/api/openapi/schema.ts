import { JsonSchema } from '@sigill/application';

export type { JsonSchema };

/** A member that may be left out. */
export class MayBeAbsent {
  constructor(readonly schema: JsonSchema) {}
}

/** One schema for each member of the type: a member that nobody describes does not compile. */
export type Members<Type> = {
  readonly [Name in keyof Type]-?: Record<never, never> extends Pick<Type, Name> ? MayBeAbsent : JsonSchema;
};

/** An object with exactly these members. */
export function shape<Type>(members: Members<Type>, description?: string): JsonSchema {
  const all: readonly (readonly [string, JsonSchema | MayBeAbsent])[] = Object.entries(members);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(
      all.map(([name, member]) => [name, member instanceof MayBeAbsent ? member.schema : member]),
    ),
    required: all.filter(([, member]) => !(member instanceof MayBeAbsent)).map(([name]) => name),
    additionalProperties: false,
  };
}

export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** What is absent is null, never left out. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (schema['type'] === 'null') return schema;
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const options = schema['enum'];
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(Array.isArray(options) ? { enum: [...(options as readonly unknown[]), null] } : {}),
  };
}

/** Every word of a union, as the keys of a total record. */
export const oneOf = <Word extends string>(words: Readonly<Record<Word, unknown>>): JsonSchema => ({
  type: 'string',
  enum: Object.keys(words),
});

export const enumeration = (words: readonly string[]): JsonSchema => ({ type: 'string', enum: words });

export const described = (schema: JsonSchema, description: string): JsonSchema => ({ ...schema, description });

export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
export const count: JsonSchema = { type: 'integer', minimum: 0 };
export const uuid: JsonSchema = { type: 'string', format: 'uuid' };
export const date: JsonSchema = { type: 'string', format: 'date' };
export const instant: JsonSchema = { type: 'string', format: 'date-time' };
export const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
