import PDFDocument from 'pdfkit';
import type { FormContent } from '@sigill/domain';
import { layOut } from './layout';

/** The form as PDF/A-2a. The same content always gives the same bytes: no clock, no chance, no memory of other forms.
 *  @throws RangeError for a `createdAt` that is no instant */
export async function renderForm(form: FormContent): Promise<Buffer> {
  const created = new Date(form.createdAt);
  const modified = created.toISOString().replace(/\.\d+/, '');
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: 'sv-SE',
    displayTitle: true,
    font: '',
    info: {
      Title: inMetadata(`${form.formName}, ${form.caseNumber}${form.draft ? ' (utkast)' : ''}`),
      Author: inMetadata(form.region),
      Creator: 'Sigill',
      Producer: 'Sigill, PDFKit',
      CreationDate: created,
      ModDate: created,
    },
  });
  doc.appendXML(
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:ModifyDate>${modified}</xmp:ModifyDate></rdf:Description>`,
  );
  layOut(doc, form);
  const chunks: Buffer[] = [];
  for await (const chunk of doc) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** pdfkit writes these texts into the XMP packet as they are. */
function inMetadata(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('&', 'och')
    .replace(/[<>\p{C}]/gu, '');
}
