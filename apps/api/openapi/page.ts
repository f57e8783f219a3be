import { createHash } from 'node:crypto';
import type { ApiDocument, OperationObject, ParameterObject } from './document-types';
import { html, Markup, prose } from './markup';
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
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title}: the API</title>
        <style>
          ${new Markup(pageStyle)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <h1>${document.info.title}: the API</h1>
          ${document.info.description.split('\n\n').map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
          <p>The same for machines: <a href="/openapi.json">openapi.json</a>.</p>
        </header>
        <nav aria-label="Contents">${contents(document, operations)}</nav>
        <main id="content">${document.tags.map((tag) => section(document, tag, operations))}${schemas(document)}</main>
      </body>
    </html> `;
  return { html: page.html, styleHash };
}

const ofTag = (operations: readonly Described[], tag: string): readonly Described[] =>
  operations.filter(({ operation }) => operation.tags.includes(tag));

function contents({ tags }: ApiDocument, operations: readonly Described[]): Markup {
  const lines = tags.map(
    ({ name }) =>
      html`<li>
        <a href="#tag-${name}">${name}</a>
        <ul>
          ${ofTag(operations, name).map(
            ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
          )}
        </ul>
      </li> `,
  );
  return html`<h2>Contents</h2>
    <ul>
      ${lines}
      <li><a href="#schemas">Schemas</a></li>
    </ul>`;
}

function section(document: ApiDocument, tag: ApiDocument['tags'][number], operations: readonly Described[]): Markup {
  return html`<section aria-labelledby="tag-${tag.name}">
    <h2 id="tag-${tag.name}">${tag.name}</h2>
    <p>${prose(tag.description)}</p>
    ${ofTag(operations, tag.name).map((described) => article(document, described))}
  </section> `;
}

function article(document: ApiDocument, { method, path, operation }: Described): Markup {
  const { operationId, summary, description } = operation;
  return html`<article aria-labelledby="${operationId}">
    <h3 id="${operationId}">${summary}</h3>
    <p class="route"><code>${method} ${path}</code></p>
    ${description === undefined ? '' : html`<p>${prose(description)}</p>`}
    ${parameters(document, operation)}${body(operation)}${answers(operation)}
  </article> `;
}

function parameters(document: ApiDocument, operation: OperationObject): Markup {
  if (operation.parameters.length === 0) return html``;
  const rows = operation.parameters.map((parameter) => {
    const { name, in: where, required, description, schema } = resolved(document, parameter);
    return html`<tr>
      <th scope="row"><code>${name}</code></th>
      <td>${where}</td>
      <td>${typeOf(schema)}</td>
      <td>${required ? 'yes' : 'no'}</td>
      <td>${prose(description ?? '')}</td>
    </tr> `;
  });
  return html`<div class="wide">
    <table>
      <caption>
        Parameters
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">In</th>
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
  if (content === undefined) return html``;
  const { schema, example } = content;
  const shown = example === undefined ? '' : html`<pre>${JSON.stringify(example, null, 2)}</pre>`;
  return html`<h4>Body</h4>
    <p>${typeOf(schema)}</p>
    ${shown}`;
}

function answers({ responses }: OperationObject): Markup {
  const rows = Object.entries(responses).map(([status, { description, content = {}, headers = {} }]) => {
    const types = Object.entries(content).map(
      ([type, { schema }], index) => html`${index === 0 ? '' : html`<br />`}<code>${type}</code>: ${typeOf(schema)}`,
    );
    const named = Object.keys(headers).map((name) => html`<br /><code>${name}</code>`);
    return html`<tr>
      <th scope="row">${status}</th>
      <td>${prose(description)}</td>
      <td>${types}${named}</td>
    </tr> `;
  });
  return html`<div class="wide">
    <table>
      <caption>
        Answers
      </caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Meaning</th>
          <th scope="col">Content and headers</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function schemas({ components }: ApiDocument): Markup {
  const parts = Object.entries(components.schemas).map(([name, schema]) => {
    const description = schema['description'];
    return html`<article aria-labelledby="schema-${name}">
      <h3 id="schema-${name}">${name}</h3>
      ${typeof description === 'string' ? html`<p>${prose(description)}</p>` : ''}${membersOf(`Members of ${name}`, schema)}
    </article> `;
  });
  return html`<section aria-labelledby="schemas">
    <h2 id="schemas">Schemas</h2>
    ${parts}
  </section>`;
}
