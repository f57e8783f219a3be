import { breakLines } from './lines';
import { Face, settable, typefaces } from './typefaces';

export type Element = PDFKit.PDFStructureElement;

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  /** From baseline to baseline, in points. */
  readonly leading: number;
  readonly color: string;
}

/** A line of text at a place on the page; `baseline` in points from the page's top. */
export interface PlacedLine {
  readonly text: string;
  readonly style: TextStyle;
  readonly x: number;
  readonly baseline: number;
}

/** A piece of the form that no page break divides. */
export interface Slab {
  readonly height: number;
  readonly keepWithNext?: boolean;
  readonly draw: (top: number) => void;
}

/** What every page has besides the form's text. */
export interface Furniture {
  /** Drawn under the text of each page, from the first on. */
  readonly behind: (sheet: Sheet) => void;
  /** Drawn on each page but the first. */
  readonly runningHead: (sheet: Sheet) => void;
  readonly foot: (sheet: Sheet, page: number, of: number) => void;
}

export const page = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 70, bottom: 788 } as const;

/** A document under way: where on the page it stands, its faces, its pages. */
export class Sheet {
  /** Top of what comes next, in points from the page's top. */
  y: number = page.top;
  readonly root: Element;
  private readonly faces = typefaces();

  constructor(
    readonly doc: PDFKit.PDFDocument,
    private readonly furniture: Furniture,
  ) {
    doc.registerFont('regular', this.faces.regular);
    doc.registerFont('bold', this.faces.bold);
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
    doc.addPage();
    furniture.behind(this);
  }

  /** A structure element under `parent`; text and pictures are added to it as they are drawn. */
  element(parent: Element, tag: string, options: PDFKit.Mixins.StructureElementOptions = {}): Element {
    const element = this.doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** The lines of a text in a column. */
  lines(text: string, style: TextStyle, width: number): readonly string[] {
    return breakLines(settable(text, this.faces[style.face]), width, (part) => this.widthOf(part, style));
  }

  widthOf(text: string, style: TextStyle): number {
    return this.doc.font(style.face).fontSize(style.size).widthOfString(text);
  }

  write(element: Element, lines: readonly PlacedLine[]): void {
    if (lines.length > 0) element.add(() => this.print(lines));
  }

  /** Draws what is no part of the text: rules, tints, page numbers. Not inside `write`. */
  artifact(type: 'Layout' | 'Pagination' | 'Page', draw: (doc: PDFKit.PDFDocument) => void): void {
    this.doc.markContent('Artifact', { type });
    draw(this.doc);
    this.doc.endMarkedContent();
  }

  print(lines: readonly PlacedLine[]): void {
    for (const { text, style, x, baseline } of lines) {
      this.doc.font(style.face).fontSize(style.size).fillColor(style.color);
      this.doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    }
  }

  /** Sets the slabs one under the other, `gap` points below what went before: on this page if they fit, else all on
   *  the next, and only what is longer than a page is divided. */
  flow(slabs: readonly Slab[], gap: number): void {
    const whole = slabs.reduce((sum, slab) => sum + slab.height, 0);
    if (this.y > page.top) {
      this.y += gap;
      if (this.y + whole > page.bottom && whole <= page.bottom - page.top) this.turn();
    }
    slabs.forEach((slab, index) => {
      const next = slab.keepWithNext === true ? (slabs[index + 1]?.height ?? 0) : 0;
      if (this.y + slab.height + next > page.bottom && this.y > page.top) this.turn();
      slab.draw(this.y);
      this.y += slab.height;
    });
  }

  /** Page numbers need the number of pages: the feet come last. */
  end(): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.doc.switchToPage(start + index);
      this.furniture.foot(this, index + 1, count);
    }
    this.doc.end();
  }

  private turn(): void {
    this.doc.addPage();
    this.furniture.behind(this);
    this.furniture.runningHead(this);
    this.y = page.top;
  }
}

/** Where the first baseline stands in a line as high as the leading: capitals in its middle. */
export function firstBaseline(style: TextStyle): number {
  return (style.leading + style.size * 0.73) / 2;
}
