import type { FormContent } from '@sigill/domain';
import { drawQrCode } from './qr-code';
import { Element, Furniture, PlacedLine, Sheet, TextStyle, firstBaseline, page } from './sheet';
import { stockholmDate } from './stockholm';
import { colors } from './strip';

export const styles = {
  region: { face: 'bold', size: 11.5, leading: 15, color: colors.accent },
  unit: { face: 'regular', size: 9.5, leading: 12.5, color: colors.ink },
  small: { face: 'regular', size: 7.5, leading: 10.5, color: colors.muted },
  caseNumber: { face: 'bold', size: 12.5, leading: 16, color: colors.ink },
  title: { face: 'bold', size: 15, leading: 19, color: colors.ink },
  heading: { face: 'bold', size: 9.5, leading: 16, color: colors.accent },
  label: { face: 'regular', size: 7, leading: 9, color: colors.muted },
  value: { face: 'regular', size: 9.5, leading: 12.5, color: colors.ink },
  strong: { face: 'bold', size: 9.5, leading: 12.5, color: colors.ink },
  measure: { face: 'regular', size: 10.5, leading: 14.5, color: colors.ink },
  box: { face: 'regular', size: 13, leading: 12.5, color: colors.ink },
  note: { face: 'regular', size: 8, leading: 11, color: colors.muted },
} as const satisfies Record<string, TextStyle>;

/** Region, unit and case at the head of the first page, with the case number as a QR code. */
export function drawMasthead(sheet: Sheet, form: FormContent): void {
  const head = sheet.element(sheet.root, 'Sect');
  const sender = column(sheet, head, { x: page.left, width: senderWidth, y: headTop });
  sender.add(form.region, styles.region);
  sender.add(form.unit.name, styles.unit);
  sender.add(form.unit.hsaId, styles.small);
  const file = column(sheet, head, { x: fileLeft, width: qrLeft - quiet - fileLeft, y: headTop });
  file.add('Ärendenummer', styles.small);
  file.add(form.caseNumber, styles.caseNumber);
  file.add(`Upprättad ${stockholmDate(form.createdAt)}`, styles.small);
  if (form.registryReference !== null) file.add(`Diarienummer ${form.registryReference}`, styles.small);
  const bbox = [qrLeft, headTop, qrLeft + qrSize, headTop + qrSize] as const;
  const alt = `QR-kod med ärendenumret ${form.caseNumber}`;
  sheet.element(head, 'Figure', { alt, bbox }).add(() => {
    drawQrCode(sheet.doc, form.caseNumber, { x: qrLeft, y: headTop, size: qrSize });
  });
  const bottom = Math.max(sender.bottom(), file.bottom(), headTop + qrSize) + 9;
  sheet.artifact('Layout', (doc) => doc.rect(page.left, bottom, page.right - page.left, 1.6).fill(colors.accent));
  sheet.y = bottom + 14;
}

/** Rules, running head, page numbers and, on a draft, the watermark. */
export function furnitureOf(form: FormContent): Furniture {
  return {
    behind: (sheet) => {
      if (form.draft) sheet.artifact('Page', drawWatermark);
    },
    runningHead: (sheet) => {
      sheet.artifact('Pagination', (doc) => {
        sheet.print([
          leftLine(sheet, form.formName, 46, page.right - page.left - 120),
          rightLine(sheet, form.caseNumber, 46),
        ]);
        doc.rect(page.left, 53, page.right - page.left, 0.8).fill(colors.accent);
      });
    },
    foot: (sheet, number, of) => {
      const mark = form.draft ? '  ·  UTKAST' : '';
      sheet.artifact('Pagination', (doc) => {
        doc.rect(page.left, 800, page.right - page.left, 0.6).fill(colors.rule);
        sheet.print([
          leftLine(sheet, `Ärendenummer ${form.caseNumber}${mark}`, 813, 300),
          rightLine(sheet, `Sida ${String(number)} av ${String(of)}`, 813),
        ]);
      });
    },
  };
}

const headTop = 36;
const qrSize = 54.6;
const quiet = 14;
const qrLeft = page.right - qrSize;
const senderWidth = 268;
const fileLeft = 342;

interface Column {
  readonly add: (text: string, style: TextStyle) => void;
  readonly bottom: () => number;
}

function column(sheet: Sheet, parent: Element, place: { x: number; width: number; y: number }): Column {
  let y = place.y;
  return {
    add: (text, style) => {
      const lines: PlacedLine[] = [];
      for (const line of sheet.lines(text, style, place.width)) {
        lines.push({ text: line, style, x: place.x, baseline: y + firstBaseline(style) });
        y += style.leading;
      }
      sheet.write(sheet.element(parent, 'P'), lines);
    },
    bottom: () => y,
  };
}

function leftLine(sheet: Sheet, text: string, baseline: number, width: number): PlacedLine {
  const [first = '', ...rest] = sheet.lines(text, styles.small, width);
  return { text: rest.length === 0 ? first : `${first.trimEnd()} …`, style: styles.small, x: page.left, baseline };
}

function rightLine(sheet: Sheet, text: string, baseline: number): PlacedLine {
  const [line = ''] = sheet.lines(text, styles.small, 180);
  return { text: line, style: styles.small, x: page.right - sheet.widthOf(line, styles.small), baseline };
}

function drawWatermark(doc: PDFKit.PDFDocument): void {
  const middle = [page.width / 2, page.height / 2];
  doc.save();
  doc.rotate(-54, { origin: middle });
  doc.font('bold').fontSize(150).fillColor('#f8eaea');
  const x = page.width / 2 - doc.widthOfString('UTKAST') / 2;
  doc.text('UTKAST', x, page.height / 2 + 55, { lineBreak: false, baseline: 'alphabetic' });
  doc.restore();
}
