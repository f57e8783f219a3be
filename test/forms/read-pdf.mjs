import { readFileSync } from 'node:fs';
import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Prints, for each PDF named, what a reader finds in it, as JSON: pdfjs cannot be loaded inside jest. */
const found = [];
for (const path of process.argv.slice(2)) found.push(await read(path));
console.log(JSON.stringify(found));

async function read(path) {
  const bytes = readFileSync(path);
  const doc = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise;
  const { info, metadata } = await doc.getMetadata();
  const pages = [];
  const fonts = {};
  for (let number = 1; number <= doc.numPages; number += 1) {
    const page = await doc.getPage(number);
    const operators = await page.getOperatorList();
    for (const [index, operator] of operators.fnArray.entries()) {
      if (operator !== OPS.setFont) continue;
      const font = page.commonObjs.get(operators.argsArray[index][0]);
      fonts[font.name] = !font.missingFile;
    }
    pages.push({ ...(await texts(page)), squares: filledBlack(operators) });
  }
  const embedded = bytes.toString('latin1').match(/\/FontFile2 /g)?.length ?? 0;
  const descriptors = bytes.toString('latin1').match(/\/Type \/FontDescriptor/g)?.length ?? 0;
  return {
    pages,
    fonts,
    embedded,
    descriptors,
    title: info.Title,
    language: info.Language,
    marked: (await doc.getMarkInfo())?.Marked ?? false,
    displayTitle: (await doc.getViewerPreferences())?.DisplayDocTitle ?? false,
    xmp: metadata.getRaw(),
  };
}

async function texts(page) {
  const content = await page.getTextContent({ includeMarkedContent: true });
  const byMark = new Map();
  const artifacts = [];
  const open = [];
  for (const item of content.items) {
    if (item.type === 'beginMarkedContentProps' || item.type === 'beginMarkedContent') open.push(item);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const mark = open.at(-1);
      if (mark?.tag === 'Artifact') artifacts.push(item.str);
      else
        byMark.set(
          mark?.id ?? 'outside',
          (byMark.get(mark?.id ?? 'outside') ?? '') + item.str + (item.hasEOL ? ' ' : ''),
        );
    }
  }
  const tree = await page.getStructTree();
  return { tree: resolve(tree, byMark), artifacts, untagged: byMark.get('outside') ?? '' };
}

function resolve(node, byMark) {
  if (node.type === 'content') return (byMark.get(node.id) ?? '').replace(/ +/g, ' ').trim();
  const children = (node.children ?? []).map((child) => resolve(child, byMark));
  return { role: node.role, ...(node.alt === undefined ? {} : { alt: node.alt }), children };
}

/** The bounds [left, bottom, right, top] of each rectangle of paths filled with black. */
function filledBlack(operators) {
  const bounds = [];
  let color = '';
  operators.fnArray.forEach((operator, index) => {
    const args = operators.argsArray[index];
    if (operator === OPS.setFillRGBColor) color = String(args[0]);
    if (operator !== OPS.constructPath || args[0] !== OPS.fill || color !== '#000000') return;
    const numbers = [...args[1][0]];
    const subpaths = [];
    for (let at = 0; at < numbers.length;) {
      const kind = numbers[at];
      if (kind === 0) subpaths.push([]);
      if (kind <= 1) subpaths.at(-1).push([numbers[at + 1], numbers[at + 2]]);
      at += kind <= 1 ? 3 : 1;
    }
    for (const points of subpaths) {
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      bounds.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    }
  });
  return bounds;
}
