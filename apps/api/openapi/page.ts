import { createHash } from 'node:crypto';
import type { ApiDocument, OperationObject, ParameterObject } from './document-types';
import { Markup, markup, prose, table } from './markup';
import { membersOf, typeOf } from './page-schema';
import { pageStyle } from './page-style';
import { JsonSchema } from './schema';

export interface Page {
  readonly html: string;
  /** Of the style inside it, as a Content-Security-Policy names it. */
  readonly styleHash: string;
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** The document for people: everything on one page, by tag, with links from each schema's name to its members. */
export function pageOf(document: ApiDocument): Page {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Described => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const styleHash = `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`;
  const { title, description } = document.info;
  const paragraphs = description.split('\n\n').map((paragraph) => markup`<p>${prose(paragraph)}</p>\n`);
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: the API</title><style>${new Markup(pageStyle)}</style></head>
<body><a class="skip" href="#content">Skip to the content</a>
<header><h1>${title}: the API</h1>
${paragraphs}<p>The same for machines: <a href="/openapi.json">openapi.json</a>.</p></header>
<nav aria-label="Contents">${contents(document, operations)}</nav>
<main id="content">${document.tags.map((tag) => section(document, tag, operations))}${schemas(document)}</main>
</body></html>
`;
  return { html: page.html, styleHash };
}

const ofTag = (operations: readonly Described[], tag: string): readonly Described[] =>
  operations.filter(({ operation }) => operation.tags.includes(tag));

function contents({ tags }: ApiDocument, operations: readonly Described[]): Markup {
  const lines = tags.map(({ name }) => {
    const links = ofTag(operations, name).map(
      ({ operation }) => markup`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
    );
    return markup`<li><a href="#tag-${name}">${name}</a><ul>${links}</ul></li>\n`;
  });
  return markup`<h2>Contents</h2><ul>${lines}<li><a href="#schemas">Schemas</a></li></ul>`;
}

function section(document: ApiDocument, tag: ApiDocument['tags'][number], operations: readonly Described[]): Markup {
  return markup`<section aria-labelledby="tag-${tag.name}"><h2 id="tag-${tag.name}">${tag.name}</h2>
<p>${prose(tag.description)}</p>
${ofTag(operations, tag.name).map((described) => article(document, described))}</section>
`;
}

function article(document: ApiDocument, { method, path, operation }: Described): Markup {
  const { operationId, summary, description } = operation;
  return markup`<article aria-labelledby="${operationId}"><h3 id="${operationId}">${summary}</h3>
<p class="route"><code>${method} ${path}</code></p>
${description === undefined ? '' : markup`<p>${prose(description)}</p>`}
${parameters(document, operation)}${body(operation)}${answers(operation)}</article>
`;
}

function parameters(document: ApiDocument, operation: OperationObject): Markup {
  if (operation.parameters.length === 0) return markup``;
  const rows = operation.parameters.map((parameter) => {
    const { name, in: where, required, description, schema } = resolved(document, parameter);
    return [markup`<code>${name}</code>`, where, typeOf(schema), required ? 'yes' : 'no', prose(description ?? '')];
  });
  return table('Parameters', ['Name', 'In', 'Type', 'Needed', 'Meaning'], rows);
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** @throws where the document names a parameter that it does not hold */
function resolved(document: ApiDocument, parameter: ParameterObject): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`${parameter.$ref} is not there`);
  return found as Parameter;
}

function body({ requestBody }: OperationObject): Markup {
  const content = requestBody?.content['application/json'];
  if (content === undefined) return markup``;
  const { schema, example } = content;
  const shown = example === undefined ? '' : markup`<pre>${JSON.stringify(example, null, 2)}</pre>`;
  return markup`<h4>Body</h4><p>${typeOf(schema)}</p>${shown}`;
}

function answers({ responses }: OperationObject): Markup {
  const rows = Object.entries(responses).map(([status, { description, content = {}, headers = {} }]) => {
    const types = Object.entries(content).map(
      ([type, { schema }]) => markup`<code>${type}</code>: ${typeOf(schema)}<br>`,
    );
    const named = Object.keys(headers).map((name) => markup`<code>${name}</code><br>`);
    return [status, prose(description), [...types, ...named]];
  });
  return table('Answers', ['Status', 'Meaning', 'Content and headers'], rows);
}

function schemas({ components }: ApiDocument): Markup {
  const parts = Object.entries(components.schemas).map(([name, schema]) => {
    const description = schema['description'];
    return markup`<article aria-labelledby="schema-${name}"><h3 id="schema-${name}">${name}</h3>
${typeof description === 'string' ? markup`<p>${prose(description)}</p>` : ''}${membersOf(name, schema)}</article>
`;
  });
  return markup`<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>${parts}</section>`;
}
