/** Text that is markup already. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | Markup | readonly (string | Markup)[];

/** Everything that is put in is escaped, unless it is markup already. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = texts.map((text, index) => text + writtenPart(parts[index] ?? ''));
  return new Markup(written.join(''));
}

/** A sentence or more in which code stands between backticks; a line break begins a new line. */
export function prose(text: string): Markup {
  const words = text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return new Markup(html`${words}`.html.replaceAll('\n', '<br>'));
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
