import { Markup, markup, Part, prose, table } from './markup';
import { JsonSchema } from './schema';

/** A schema in a few words, with links to those that have a name. */
export function typeOf(schema: JsonSchema): Markup {
  const { $ref, anyOf, oneOf, allOf, type, items } = schema;
  if (typeof $ref === 'string') return link($ref);
  if (isSchemas(anyOf)) return joined(anyOf);
  if (isSchemas(oneOf)) return joined(oneOf);
  if (isSchemas(allOf)) return typeOf(allOf[0] ?? {});
  const types = Array.isArray(type) ? type.map(String) : [typeof type === 'string' ? type : 'anything'];
  if (types.includes('array') && isSchema(items))
    return markup`list of ${typeOf(items)}${bounds(schema)}${orNull(types)}`;
  return markup`${types.filter((one) => one !== 'null').join(' or ')}${bounds(schema)}${orNull(types)}`;
}

/** The members of an object, one on each line; for anything else what it is. */
export function membersOf(name: string, schema: JsonSchema): Markup {
  const { properties, required } = schema;
  if (!isSchema(properties)) return markup`<p>${typeOf(schema)}</p>`;
  const needed = Array.isArray(required) ? required.map(String) : [];
  const rows = Object.entries(properties).flatMap(([member, of]) =>
    isSchema(of)
      ? [[markup`<code>${member}</code>`, typeOf(of), needed.includes(member) ? 'yes' : 'no', meaning(of)]]
      : [],
  );
  return table(`Members of ${name}`, ['Member', 'Type', 'Needed', 'Meaning'], rows);
}

const meaning = (schema: JsonSchema): readonly Part[] => [
  typeof schema['description'] === 'string' ? prose(schema['description']) : '',
  inner(schema),
];

/** What an object inside has, by name. */
function inner({ properties }: JsonSchema): Markup {
  if (!isSchema(properties)) return markup``;
  const members = Object.entries(properties).map(([member, schema]) =>
    isSchema(schema) ? markup`<br /><code>${member}</code>: ${typeOf(schema)}` : markup``,
  );
  return markup`${members}`;
}

function bounds(schema: JsonSchema): Markup {
  const { enum: words, format, pattern } = schema;
  if (Array.isArray(words)) return markup`: ${words.filter((one) => one !== null).join(', ')}`;
  const limits = Object.entries(limitWords).flatMap(([keyword, word]) =>
    typeof schema[keyword] === 'number' ? [`${word} ${String(schema[keyword])}`] : [],
  );
  const said = [typeof format === 'string' ? [format] : [], limits].flat();
  const matching = typeof pattern === 'string' ? markup` matching <code>${pattern}</code>` : markup``;
  return markup`${said.length === 0 ? '' : ` (${said.join(', ')})`}${matching}`;
}

const limitWords = {
  minimum: 'at least',
  maximum: 'at most',
  minLength: 'length at least',
  maxLength: 'length at most',
  minItems: 'items at least',
  maxItems: 'items at most',
} as const;

const orNull = (types: readonly string[]): string => (types.includes('null') && types.length > 1 ? ' or null' : '');

const joined = (schemas: readonly JsonSchema[]): Markup =>
  markup`${schemas.map((schema, index) => markup`${index === 0 ? '' : ' or '}${typeOf(schema)}`)}`;

function link(reference: string): Markup {
  const name = reference.split('/').at(-1) ?? reference;
  return markup`<a href="#schema-${name}">${name}</a>`;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchemas = (value: unknown): value is readonly JsonSchema[] => Array.isArray(value);
