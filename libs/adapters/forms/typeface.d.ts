/** The part of a fontkit font object that is used here; fontkit has no types of its own. */
export interface Typeface {
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string): object;
  /** Its cache: every glyph with the code points of the text that first asked for it. */
  _glyphs: Record<number, object>;
}

/** What pdfkit 0.20.2 takes and @types/pdfkit 0.17.6 does not know. */
declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      registerFont(name: string, font: Typeface): this;
    }
    interface StructureElementOptions {
      /** Left, top, right, bottom, from the page's upper left corner. */
      readonly bbox?: readonly [number, number, number, number];
      readonly scope?: 'Row' | 'Column';
    }
  }
}
