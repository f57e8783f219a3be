import type { FormContent } from '@sigill/domain';
import { qrModules } from '../../libs/adapters/forms/qr-code';
import { renderForm } from '../../libs/adapters/forms/render';
import { blockOrder, extensionDraft, renewalOrder } from './contents';
import { ReadPdf, readPdfs, texts } from './read-pdf';

const ending: FormContent = { ...blockOrder, ending: true, reviewBy: null };

let block: ReadPdf, draft: ReadPdf, renewal: ReadPdf, end: ReadPdf;

beforeAll(async () => {
  const files: Buffer[] = [];
  for (const form of [blockOrder, extensionDraft, renewalOrder, ending]) files.push(await renderForm(form));
  [block, draft, renewal, end] = readPdfs(files) as [ReadPdf, ReadPdf, ReadPdf, ReadPdf];
});

function page(pdf: ReadPdf, number = 1): ReadPdf['pages'][number] {
  const found = pdf.pages[number - 1];
  if (found === undefined) throw new Error(`no page ${String(number)}`);
  return found;
}

function fieldsOf(pdf: ReadPdf): Record<string, string> {
  const labels = pdf.pages.flatMap(({ tree }) => texts(tree, 'Lbl'));
  const bodies = pdf.pages.flatMap(({ tree }) => texts(tree, 'LBody'));
  return Object.fromEntries(labels.map((label, index) => [label, bodies[index] ?? '']));
}

describe('a signed order', () => {
  it('is tagged PDF/A-2a in Swedish with a title to show', () => {
    expect(block.xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(block.xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(block.xmp).toContain('<xmp:CreateDate>2026-11-22T09:00:00Z</xmp:CreateDate>');
    expect(block.xmp).toContain('<xmp:ModifyDate>2026-11-22T09:00:00Z</xmp:ModifyDate>');
    expect([block.language, block.marked, block.displayTitle]).toEqual(['sv-SE', true, true]);
    expect(block.title).toBe('Blockering av vårdnadshavares direktåtkomst, 2026-7K3QX9TM');
  });

  it('carries every font that it uses', () => {
    expect(Object.keys(block.fonts).map((name) => name.replace(/^.*\+/, ''))).toEqual([
      'DejaVuSans-Bold',
      'DejaVuSans',
    ]);
    expect(Object.values(block.fonts)).toEqual([true, true]);
    expect([block.embedded, block.descriptors]).toEqual([2, 2]);
  });

  it('has one title and its sections in the order of reading', () => {
    expect(texts(page(block).tree, 'H1')).toEqual(['Blockering av vårdnadshavares direktåtkomst']);
    expect(texts(page(block).tree, 'H2')).toEqual([
      'Beställd åtgärd',
      'Personer',
      'Beslut',
      'Beställare',
      'Underskrift',
      'Verkställighet – fylls i av den som utför åtgärden',
    ]);
  });

  it('names region, unit, case and registry reference at its head', () => {
    expect(texts(page(block).tree, 'P').slice(0, 7)).toEqual([
      'Västra Götalandsregionen',
      'Närhälsan Partille vårdcentral',
      'SE2321000131-E000000990001',
      'Ärendenummer',
      '2026-7K3QX9TM',
      'Upprättad 2026-11-22',
      'Diarienummer RS 2026-01234',
    ]);
  });

  it('lists child and guardians with their numbers', () => {
    expect(texts(page(block).tree, 'TR').slice(0, 4)).toEqual([
      'Roll Namn Personnummer',
      'Barn Astrid Öberg 20170101-2393',
      'Vårdnadshavare Åsa Öberg 19890301-2386',
      'Vårdnadshavare Örjan Ångström 19890301-2394',
    ]);
  });

  it('says what is ordered, from when, who decided in which capacity, who asks and who signed', () => {
    expect(texts(page(block).tree, 'P')).toContain(blockOrder.measure);
    expect(fieldsOf(block)).toEqual({
      'Gäller från och med': '2026-11-22',
      'Gäller till och med': 'tills vidare',
      'Omprövas senast': '2027-05-22',
      Utfall: 'Blockering beviljas',
      Beslutsdatum: '2026-11-22',
      Beslutsfattare: 'Maria Håkansson',
      'I egenskap av': 'verksamhetschef',
      Namn: 'Karin Lindqvist',
      'VGR-id': 'karli12',
      Telefon: '010-473 71 00',
      'E-post': 'ssk@vgr.example',
      'Ansvarig verksamhetschef': 'Maria Håkansson',
      'Undertecknad av': 'Maria Håkansson',
      Tidpunkt: '2026-11-22 09:30',
      Sätt: 'Genom det registrerade beslutet',
    });
  });

  it('gives the executor the plan to tick off', () => {
    expect(texts(page(block).tree, 'TR').slice(4)).toEqual([
      'Utfört Åtgärd Datum Signatur',
      '☐ Kontrollera att Minderårig tillgång inte är satt för vårdnadshavarna',
      '☐ Blockera tillgång för Åsa Öberg',
      '☐ Blockera tillgång för Örjan Ångström',
      '☐ Anteckna diarienumret i Admin Journalen (vid behov)',
    ]);
  });

  it('fits one page and leaves no text untagged', () => {
    expect([block, draft, renewal].map((pdf) => pdf.pages.length)).toEqual([1, 1, 1]);
    expect([block, draft, renewal].flatMap(({ pages }) => pages.map((each) => each.untagged.trim()))).toEqual(
      Array(3).fill(''),
    );
  });

  it('shows the case number, and nothing else, as a QR code', () => {
    const squares = page(block).squares;
    const left = Math.min(...squares.map(([x]) => x));
    const top = Math.min(...squares.map(([, y]) => y));
    const side = (Math.max(...squares.map(([, , x]) => x)) - left) / 21;
    const dark = Array.from({ length: 21 }, (_, row) =>
      Array.from({ length: 21 }, (_unused, column) => {
        const [x, y] = [left + (column + 0.5) * side, top + (row + 0.5) * side];
        return squares.some(([x0, y0, x1, y1]) => x0 < x && x < x1 && y0 < y && y < y1);
      }),
    );
    expect(dark).toEqual(qrModules('2026-7K3QX9TM'));
    expect(dark).not.toEqual(qrModules('2026-7K3QX9TN'));
    expect(
      page(block)
        .tree.children.map((child) => JSON.stringify(child))
        .join(),
    ).toContain('"alt":"QR-kod med ärendenumret 2026-7K3QX9TM"');
  });

  it('has no word of what stands in the content beside the form', async () => {
    const plain = await renderForm(blockOrder);
    const decision = { ...blockOrder.decision, grounds: 'hemligt', treatingReason: 'hemligt' };
    const more = { ...blockOrder, decision, assessment: { B1: 'hemligt' }, familyAddress: 'hemligt' };
    expect((await renderForm(more)).equals(plain)).toBe(true);
  });
});

describe('a draft', () => {
  it('says UTKAST in its text, its title, its foot and across the page; a sent form nowhere', () => {
    expect(texts(page(draft).tree, 'P')).toContain(
      'UTKAST – gäller inte som beställning förrän det är undertecknat och insänt',
    );
    expect(draft.title).toContain('(utkast)');
    expect(page(draft).artifacts.filter((artifact) => artifact.includes('UTKAST'))).toEqual([
      'UTKAST',
      'Ärendenummer 2026-0B8ZC4VN · UTKAST',
    ]);
    expect(JSON.stringify([block, renewal, end]).toUpperCase()).not.toContain('UTKAST');
  });

  it('has room for a signature by hand', () => {
    expect(fieldsOf(draft)).toMatchObject({ 'Ort och datum': '', Underskrift: '', Namnförtydligande: '' });
  });
});

describe('an order', () => {
  it('names the head on whose behalf a designee decided, and the last day of an extension', () => {
    expect(fieldsOf(draft)).toMatchObject({
      'I egenskap av': 'utsedd av verksamhetschef',
      'På uppdrag av': 'Maria Håkansson',
      'Gäller till och med': '2027-12-31',
      Omfattning: 'Endast den egna vårdenheten',
    });
  });

  it('states a renewal for each guardian', () => {
    expect(texts(page(renewal).tree, 'TR').slice(0, 4)).toEqual([
      'Roll Namn Personnummer Beslut',
      'Barn Astrid Öberg 20170101-2393',
      'Vårdnadshavare Åsa Öberg 19890301-2386 Upphör',
      'Vårdnadshavare Örjan Ångström 19890301-2394 Fortsätter',
    ]);
  });

  it('says that it was called for, and when it was signed on paper by the clocks of Stockholm', () => {
    expect(texts(page(renewal).tree, 'P')).toContain(
      'BRÅDSKANDE – beställt per telefon, blanketten är upprättad i efterhand',
    );
    expect(fieldsOf(renewal)).toMatchObject({ Tidpunkt: '2026-11-22 00:30', Sätt: 'På papper' });
  });

  it('says of the patient’s hand no more than the case tells: that identity was proven, and that it is the case that says so', async () => {
    const signature = { method: 'decision-record', by: 'Lena Sund', at: blockOrder.createdAt } as const;
    const [byRecord] = readPdfs([await renderForm({ ...blockOrder, patientSigns: true, signature })]) as [ReadPdf];
    expect(fieldsOf(byRecord)).toMatchObject({
      'Patientens underskrift': 'Ingen: styrkte sin identitet vid ett personligt besök, enligt ärendet',
    });
  });

  it('of an ending has a first day and no last day', () => {
    expect(Object.entries(fieldsOf(end)).slice(0, 2)).toEqual([
      ['Upphör från och med', '2026-11-22'],
      ['Utfall', 'Blockering beviljas'],
    ]);
  });
});
