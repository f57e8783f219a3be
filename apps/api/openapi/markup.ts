/** Text that is markup already. */
export class Markup {
  constructor(readonly html: string) {}
}

export type Part = string | Markup | readonly Part[];

/** Everything that is put in is escaped, unless it is markup already. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = texts.map((text, index) => text + writtenPart(parts[index] ?? ''));
  return new Markup(written.join(''));
}

/** A sentence or more in which code stands between backticks; a line break begins a new line. */
export function prose(text: string): Markup {
  const words = text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
  return new Markup(markup`${words}`.html.replaceAll('\n', '<br>'));
}

/** The first cell of a row names the row. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Part[])[]): Markup {
  const head = columns.map((column) => markup`<th scope="col">${column}</th>`);
  const body = rows.map(([name = '', ...cells]) => {
    const others = cells.map((cell) => markup`<td>${cell}</td>`);
    return markup`<tr><th scope="row">${name}</th>${others}</tr>\n`;
  });
  return markup`<div class="wide"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

function writtenPart(part: Part): string {
  if (part instanceof Markup) return part.html;
  return typeof part === 'string' ? escaped(part) : part.map(writtenPart).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
