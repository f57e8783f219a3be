import { readPdfs, text } from '../forms/read-pdf';

/** The text of a PDF in reading order, with what is outside the structure (page numbers, the mark UTKAST) last. */
export function pdfText(bytes: Uint8Array): string {
  const [pdf] = readPdfs([Buffer.from(bytes)]);
  if (pdf === undefined) throw new Error('nothing was read');
  return pdf.pages.map((page) => [text(page.tree), ...page.artifacts, page.untagged].join(' ')).join(' ');
}
