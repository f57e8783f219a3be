import { Field, dateRow, decisionRows, inRows, requesterRows, signatureRows } from './fields';
import type { FormContent, FormPerson } from '@sigill/domain';
import { drawMasthead, furnitureOf, styles } from './masthead';
import { Element, Sheet, Slab, TextStyle, firstBaseline, page } from './sheet';
import { Box, Paragraph, Strip, colors, slabsOf } from './strip';
import { isPrintedWhole, unprintable } from './typefaces';
import { isWhole } from './whole';

/** Sets the whole form on the document's pages and ends the document. */
export function layOut(doc: PDFKit.PDFDocument, form: FormContent): void {
  const sheet = new Sheet(doc, furnitureOf(form));
  drawMasthead(sheet, form);
  drawTitle(sheet, form);
  measureSection(sheet, form);
  personsSection(sheet, form);
  if (form.fields.length > 0) fieldSection(sheet, 'Uppgifter', inRows(form.fields));
  fieldSection(sheet, 'Beslut', decisionRows(form));
  fieldSection(sheet, 'Beställare', requesterRows(form));
  fieldSection(sheet, 'Underskrift', signatureRows(form));
  executionSection(sheet, form);
  if (!isWhole(form))
    paragraph(sheet, { tag: 'P', text: `På blanketten gäller: ${boxesNote}.`, style: styles.note }, 8);
  paragraph(sheet, { tag: 'P', text: closingNote, style: styles.note }, 8);
  sheet.end();
}

const width = page.right - page.left;
const sectionGap = 5;
const boxesNote = `tecken som blanketten inte kan visa är skrivna som ${unprintable}`;
const closingNote = 'Skälen för beslutet står inte på blanketten. Uppgifterna kan omfattas av sekretess.';

function drawTitle(sheet: Sheet, form: FormContent): void {
  const note = `Beslut och beställning till VGR-IT. Blanketten skickas till ${form.address}`;
  paragraph(sheet, { tag: 'P', text: note, style: styles.note }, 0);
  paragraph(sheet, { tag: 'H1', text: form.formName, style: styles.title }, 1);
  if (form.draft) {
    const text = 'UTKAST – gäller inte som beställning förrän det är undertecknat och insänt';
    banner(sheet, text, { color: '#8f1414', tint: '#fbecec' });
  }
  if (form.isProtected) {
    const text = 'SKYDDADE PERSONUPPGIFTER – hantera blanketten enligt rutinen för dem';
    banner(sheet, text, { color: '#8f1414', tint: '#fbecec' });
  }
  if (form.urgent) {
    const text = 'BRÅDSKANDE – beställt per telefon, blanketten är upprättad i efterhand';
    banner(sheet, text, { color: '#6e4300', tint: '#fdf2df' });
  }
}

function measureSection(sheet: Sheet, form: FormContent): void {
  const section = sheet.element(sheet.root, 'Sect');
  const head = heading(sheet, section, 'Beställd åtgärd');
  const sentence: Paragraph = { tag: 'P', text: form.measure, style: styles.measure };
  const box: Box = { x: page.left, width, paragraphs: [sentence] };
  const sentences = slabsOf(sheet, section, { boxes: [box], padding: 6, fill: colors.tint });
  sheet.flow([head, ...sentences, ...fieldSlabs(sheet, section, [dateRow(form)])], sectionGap);
}

function personsSection(sheet: Sheet, form: FormContent): void {
  const section = sheet.element(sheet.root, 'Sect');
  const head = heading(sheet, section, 'Personer');
  const decided = form.guardians.some((guardian) => guardian.outcome !== undefined);
  const widths = decided ? [96, 147.28, 156, 100] : [96, 247.28, 156];
  const titles = ['Roll', 'Namn', 'Personnummer', 'Beslut'].slice(0, widths.length);
  const rows = [
    { ...form.patient, role: form.patient.title, outcome: '' },
    ...form.guardians.map((guardian) => ({ outcome: '', ...guardian, role: 'Vårdnadshavare' })),
  ].map((person) => [person.role, person.name, numberOf(person), person.outcome]);
  const table = sheet.element(section, 'Table');
  const top = slabsOf(sheet, table, headRow(widths, titles));
  const body = rows.flatMap((row, index) => {
    const style = index === 0 ? styles.strong : styles.value;
    return slabsOf(sheet, table, tableRow(widths, row, { tag: 'TH', style: styles.value }, style));
  });
  sheet.flow([head, ...top, ...body], sectionGap);
}

/** The number alone tells who is meant where the name cannot be shown. */
const numberOf = ({ name, personalNumber, isProtected }: FormPerson): string =>
  [personalNumber, ...(isProtected ? ['(skyddad)'] : []), ...(isPrintedWhole(name) ? [] : [`(${boxesNote})`])].join(
    ' ',
  );

function executionSection(sheet: Sheet, form: FormContent): void {
  const section = sheet.element(sheet.root, 'Sect');
  const head = heading(sheet, section, 'Verkställighet – fylls i av den som utför åtgärden');
  const widths = [44, 293.28, 72, 90];
  const table = sheet.element(section, 'Table');
  const top = slabsOf(sheet, table, headRow(widths, ['Utfört', 'Åtgärd', 'Datum', 'Signatur']));
  const body = form.orders.flatMap(({ text, required }) =>
    slabsOf(
      sheet,
      table,
      tableRow(widths, ['☐', required ? text : `${text} (vid behov)`, '', ''], { tag: 'TD', style: styles.box }),
    ),
  );
  sheet.flow([head, ...top, ...body], sectionGap);
}

function fieldSection(sheet: Sheet, title: string, rows: readonly (readonly Field[])[]): void {
  const section = sheet.element(sheet.root, 'Sect');
  const head = heading(sheet, section, title);
  sheet.flow([head, ...fieldSlabs(sheet, section, rows)], sectionGap);
}

/** Label over value in frames, as a list of label and body in the structure tree. */
function fieldSlabs(sheet: Sheet, section: Element, rows: readonly (readonly Field[])[]): readonly Slab[] {
  const list = sheet.element(section, 'L');
  return rows.flatMap((row) => {
    let x: number = page.left;
    const boxes = row.map(({ label, value, share, style = styles.value }): Box => {
      const box = {
        x,
        width: share * width,
        tag: 'LI',
        paragraphs: [
          { tag: 'Lbl', text: label, style: styles.label },
          { tag: 'LBody', text: value, style },
        ],
      };
      x += box.width;
      return box;
    });
    const minHeight = row.some(({ open }) => open === true) ? 40 : 26;
    return slabsOf(sheet, list, { boxes, padding: 2.5, minHeight });
  });
}

function headRow(widths: readonly number[], titles: readonly string[]): Strip {
  const boxes = columns(widths, titles, (text) => ({ tag: 'TH', text, style: styles.label, scope: 'Column' }));
  return { tag: 'TR', boxes, padding: 2.5, fill: colors.tint };
}

/** The first column differs: it heads the row, or holds a box to tick. */
function tableRow(
  widths: readonly number[],
  texts: readonly string[],
  first: { readonly tag: 'TH' | 'TD'; readonly style: TextStyle },
  style: TextStyle = styles.value,
): Strip {
  const boxes = columns(widths, texts, (text, index): Paragraph => {
    if (index > 0) return { tag: 'TD', text, style };
    return first.tag === 'TH' ? { ...first, text, scope: 'Row' } : { ...first, text };
  });
  return { tag: 'TR', boxes, padding: 3 };
}

function columns(
  widths: readonly number[],
  texts: readonly string[],
  paragraphOf: (text: string, index: number) => Paragraph,
): readonly Box[] {
  let x: number = page.left;
  return widths.map((wide, index) => {
    const box = { x, width: wide, paragraphs: [paragraphOf(texts[index] ?? '', index)] };
    x += wide;
    return box;
  });
}

function heading(sheet: Sheet, section: Element, text: string): Slab {
  const element = sheet.element(section, 'H2');
  return { ...textSlab(sheet, element, text, styles.heading), keepWithNext: true };
}

function paragraph(sheet: Sheet, { tag, text, style }: Paragraph, gap: number): void {
  sheet.flow([textSlab(sheet, sheet.element(sheet.root, tag), text, style)], gap);
}

function textSlab(sheet: Sheet, element: Element, text: string, style: TextStyle): Slab {
  const lines = sheet.lines(text, style, width);
  return {
    height: lines.length * style.leading,
    draw: (top) => {
      const placed = lines.map((line, index) => {
        return { text: line, style, x: page.left, baseline: top + index * style.leading + firstBaseline(style) };
      });
      sheet.write(element, placed);
    },
  };
}

function banner(sheet: Sheet, text: string, { color, tint }: { color: string; tint: string }): void {
  const style: TextStyle = { face: 'bold', size: 9, leading: 20, color };
  const element = sheet.element(sheet.root, 'P');
  const draw = (top: number): void => {
    sheet.artifact('Layout', (doc) => {
      doc.rect(page.left, top, width, style.leading).fill(tint);
      doc.rect(page.left, top, 3, style.leading).fill(color);
    });
    sheet.write(element, [{ text, style, x: page.left + 10, baseline: top + firstBaseline(style) }]);
  };
  sheet.flow([{ height: style.leading, draw }], 5);
}
