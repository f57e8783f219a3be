import { html, Markup, prose } from './markup';
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
    return html`list of ${typeOf(items)}${bounds(schema)}${orNull(types)}`;
  return html`${types.filter((one) => one !== 'null').join(' or ')}${bounds(schema)}${orNull(types)}`;
}

/** The members of an object, one on each line; for anything else what it is. */
export function membersOf(name: string, schema: JsonSchema): Markup {
  const { properties, required } = schema;
  if (!isSchema(properties)) return html`<p>${typeOf(schema)}</p>`;
  const needed = Array.isArray(required) ? required.map(String) : [];
  const rows = Object.entries(properties).map(([member, of]) =>
    isSchema(of) ? row(member, of, needed.includes(member)) : html``,
  );
  return html`<div class="wide">
    <table>
      <caption>
        ${name}
      </caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Type</th>
          <th scope="col">Needed</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function row(member: string, schema: JsonSchema, needed: boolean): Markup {
  const note = typeof schema['description'] === 'string' ? prose(schema['description']) : '';
  return html`<tr>
    <th scope="row"><code>${member}</code></th>
    <td>${typeOf(schema)}</td>
    <td>${needed ? 'yes' : 'no'}</td>
    <td>${note}${inner(schema)}</td>
  </tr> `;
}

/** What an object inside has, by name. */
function inner({ properties }: JsonSchema): Markup {
  if (!isSchema(properties)) return html``;
  const members = Object.entries(properties).map(([member, schema]) =>
    isSchema(schema) ? html`<br /><code>${member}</code>: ${typeOf(schema)}` : html``,
  );
  return html`${members}`;
}

function bounds(schema: JsonSchema): Markup {
  const { enum: words, format, pattern } = schema;
  if (Array.isArray(words)) return html`: ${words.filter((one) => one !== null).join(', ')}`;
  const limits = Object.entries(limitWords).flatMap(([keyword, word]) =>
    typeof schema[keyword] === 'number' ? [`${word} ${String(schema[keyword])}`] : [],
  );
  const said = [typeof format === 'string' ? [format] : [], limits].flat();
  const matching = typeof pattern === 'string' ? html` matching <code>${pattern}</code>` : html``;
  return html`${said.length === 0 ? '' : ` (${said.join(', ')})`}${matching}`;
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
  html`${schemas.map((schema, index) => html`${index === 0 ? '' : ' or '}${typeOf(schema)}`)}`;

function link(reference: string): Markup {
  const name = reference.split('/').at(-1) ?? reference;
  return html`<a href="#schema-${name}">${name}</a>`;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSchemas = (value: unknown): value is readonly JsonSchema[] => Array.isArray(value);
