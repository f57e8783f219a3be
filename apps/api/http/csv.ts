/** A table as spreadsheets in Sweden read it: UTF-8 with a byte order mark, semicolons, decimal commas, CRLF; a cell that a spreadsheet
 *  would take for a formula begins with an apostrophe. The first row names the columns. */
export function csvOf(rows: readonly object[], columns: readonly string[]): string {
  const lines = rows.map((row) => columns.map((column) => cell((row as Readonly<Record<string, unknown>>)[column])));
  return `\uFEFF${[columns.map(cell), ...lines].map((cells) => `${cells.join(';')}\r\n`).join('')}`;
}

function cell(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = value === null || value === undefined ? '' : String(value);
  const harmless = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
