import qrcode from 'qrcode-generator';

/** The dark modules of a QR code (quality Q), row by row, without its quiet zone. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const code = qrcode(0, 'Q');
  code.addData(text, /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const rows = [...Array(code.getModuleCount()).keys()];
  return rows.map((row) => rows.map((column) => code.isDark(row, column)));
}

/** Where its upper left module begins, and how wide and high all of it is. */
export interface Square {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Draws the code as one filled path. */
export function drawQrCode(doc: PDFKit.PDFDocument, text: string, { x, y, size }: Square): void {
  const modules = qrModules(text);
  const side = size / modules.length;
  modules.forEach((row, line) => {
    for (let from = 0; from < row.length; from += 1) {
      if (row[from] !== true) continue;
      let to = from;
      while (row[to] === true) to += 1;
      doc.rect(x + from * side, y + line * side, (to - from) * side, side);
      from = to;
    }
  });
  doc.fill('#000000');
}
