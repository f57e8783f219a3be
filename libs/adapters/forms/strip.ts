import { Element, Sheet, Slab, TextStyle, firstBaseline } from './sheet';

/** A text with its tag in the structure tree. */
export interface Paragraph {
  readonly tag: string;
  readonly text: string;
  readonly style: TextStyle;
  readonly scope?: 'Row' | 'Column';
}

/** A framed part of a strip, its paragraphs one under the other. */
export interface Box {
  readonly x: number;
  readonly width: number;
  /** Tag that holds the paragraphs, where they have one between themselves and the strip. */
  readonly tag?: string;
  readonly paragraphs: readonly Paragraph[];
}

/** Boxes side by side, as high as the highest. */
export interface Strip {
  readonly tag?: string;
  readonly boxes: readonly Box[];
  readonly padding: number;
  readonly minHeight?: number;
  readonly fill?: string;
}

export const colors = {
  ink: '#15202b',
  muted: '#4a5763',
  accent: '#00467a',
  rule: '#a3afba',
  tint: '#ecf1f6',
  white: '#ffffff',
} as const;

/** The strip as one slab, or as several where it would take more than a third of a page. */
export function slabsOf(sheet: Sheet, parent: Element, strip: Strip): readonly Slab[] {
  const lines = setLines(sheet, strip.tag === undefined ? parent : sheet.element(parent, strip.tag), strip);
  const height = Math.max(strip.minHeight ?? 0, ...lines.map((line) => line.bottom + strip.padding));
  return cutsOf(lines, height).map(({ from, to }) => ({
    height: to - from,
    draw: (top: number) => {
      drawFrame(sheet, strip, { top, from, to, height });
      drawLines(
        sheet,
        lines.filter((line) => line.baseline > from && line.baseline <= to),
        top - from,
      );
    },
  }));
}

interface SetLine {
  readonly element: Element;
  readonly text: string;
  readonly style: TextStyle;
  readonly x: number;
  /** From the strip's top. */
  readonly baseline: number;
  readonly bottom: number;
}

const longestUndivided = 240;
const sidePadding = 6;

function setLines(sheet: Sheet, parent: Element, strip: Strip): readonly SetLine[] {
  return strip.boxes.flatMap((box) => {
    const holder = box.tag === undefined ? parent : sheet.element(parent, box.tag);
    const lines: SetLine[] = [];
    let top = strip.padding;
    for (const { tag, text, style, scope } of box.paragraphs) {
      const element = sheet.element(holder, tag, scope === undefined ? {} : { scope });
      for (const line of sheet.lines(text, style, box.width - 2 * sidePadding)) {
        const bottom = top + style.leading;
        lines.push({
          element,
          text: line,
          style,
          x: box.x + sidePadding,
          baseline: top + firstBaseline(style),
          bottom,
        });
        top = bottom;
      }
    }
    return lines;
  });
}

/** The strip's parts from top to bottom. A long strip is cut below lines of its longest box; the boxes of a strip are
 *  alike in leading, so no cut goes through a line of another. */
function cutsOf(lines: readonly SetLine[], height: number): readonly { from: number; to: number }[] {
  if (height <= longestUndivided) return [{ from: 0, to: height }];
  const bottoms = [...new Set(lines.map((line) => line.bottom))].sort((a, b) => a - b);
  const cuts: { from: number; to: number }[] = [];
  let from = 0;
  for (const [index, bottom] of bottoms.entries()) {
    const next = bottoms[index + 1];
    if (next === undefined) cuts.push({ from, to: height });
    else if (next - from > longestUndivided / 2) {
      cuts.push({ from, to: bottom });
      from = bottom;
    }
  }
  return cuts;
}

interface Part {
  readonly top: number;
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

function drawFrame(sheet: Sheet, strip: Strip, { top, from, to, height }: Part): void {
  const bottom = top + to - from;
  sheet.artifact('Layout', (doc) => {
    for (const { x, width } of strip.boxes) {
      if (strip.fill !== undefined) doc.rect(x, top, width, bottom - top).fill(strip.fill);
      doc.moveTo(x, top).lineTo(x, bottom);
      doc.moveTo(x + width, top).lineTo(x + width, bottom);
      if (from === 0) doc.moveTo(x, top).lineTo(x + width, top);
      if (to === height) doc.moveTo(x, bottom).lineTo(x + width, bottom);
      doc.lineWidth(0.6).lineCap('square').stroke(colors.rule);
    }
  });
}

function drawLines(sheet: Sheet, lines: readonly SetLine[], shift: number): void {
  for (const element of new Set(lines.map((line) => line.element))) {
    const own = lines.filter((line) => line.element === element);
    sheet.write(
      element,
      own.map(({ text, style, x, baseline }) => ({ text, style, x, baseline: baseline + shift })),
    );
  }
}
