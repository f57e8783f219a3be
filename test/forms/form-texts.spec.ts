import type { FormContent } from '@sigill/domain';
import { renderForm } from '../../libs/adapters/forms/render';
import { blockOrder, extensionDraft } from './contents';
import { ReadPdf, readPdfs, text, texts } from './read-pdf';

const longText = 'Utförlig uppgift om åtgärden. '.repeat(133).trim();
const longOrder: FormContent = {
  ...blockOrder,
  patient: { ...blockOrder.patient, name: 'Å'.repeat(200) },
  guardians: [{ name: 'Anna-Karin '.repeat(18).trim(), personalNumber: '19890301-2386', isProtected: false }],
  fields: [
    { label: 'Lång uppgift', value: longText },
    { label: 'Obrutet', value: 'x'.repeat(4000) },
  ],
  registryReference: 'R'.repeat(100),
};

let long: ReadPdf;

beforeAll(async () => {
  [long] = readPdfs([await renderForm(longOrder)]) as [ReadPdf];
});

describe('a form with texts of the longest kind', () => {
  it('goes over several pages without losing a letter', () => {
    expect(long.pages.length).toBeGreaterThan(2);
    const all = long.pages.map(({ tree }) => text(tree)).join(' ');
    const joined = all.replaceAll(' ', '');
    expect(joined).toContain('Å'.repeat(200));
    expect(joined).toContain('Anna-Karin'.repeat(18));
    expect(joined).toContain(`Diarienummer${'R'.repeat(100)}`);
    const bodies = long.pages.flatMap(({ tree }) => texts(tree, 'LBody'));
    expect(bodies.filter((body) => body.includes('Utförlig')).join(' ')).toBe(longText);
    expect(
      bodies
        .filter((body) => body.includes('xx'))
        .join('')
        .replaceAll(' ', ''),
    ).toBe('x'.repeat(4000));
  });

  it('leaves no text untagged, and is no draft', () => {
    expect(long.pages.map(({ untagged }) => untagged.trim())).toEqual(Array(long.pages.length).fill(''));
    expect(JSON.stringify(long).toUpperCase()).not.toContain('UTKAST');
  });

  it('numbers its pages and repeats form and case at their head', () => {
    const count = long.pages.length;
    long.pages.forEach(({ artifacts }, index) => {
      expect(artifacts).toContain(`Sida ${String(index + 1)} av ${String(count)}`);
      expect(artifacts.includes(blockOrder.formName)).toBe(index > 0);
    });
  });

  it('keeps a heading with what it heads, wherever the page ends', async () => {
    const files: Buffer[] = [];
    for (let lines = 25; lines <= 33; lines += 1) {
      const measure = 'Rad. '.repeat(17 * lines).trim();
      files.push(await renderForm({ ...blockOrder, measure, fields: [{ label: 'Lång', value: 'x'.repeat(9000) }] }));
    }
    for (const { tree } of readPdfs(files).flatMap(({ pages }) => pages)) {
      const lastOfPage = texts(tree, 'Sect').at(-1) ?? '';
      expect(texts(tree, 'H2')).not.toContain(lastOfPage);
    }
  });
});

describe('a form with characters that it cannot show', () => {
  const named = (name: string) => renderForm({ ...blockOrder, patient: { ...blockOrder.patient, name } });

  it.each([
    ['an emoji', '\u{1F984}'],
    ['a Chinese character', '\u4E2D'],
    ['half a surrogate pair', '\uD800'],
    ['a control character', '\u0007'],
    ['a change of writing direction', '\u202E'],
    ['a letter written from right to left', '\u0645'],
  ])('shows a box for %s, and says so beside the personal number and below', async (_what, character) => {
    const [pdf] = readPdfs([await named(`Astrid ${character}`)]);
    const cells = (pdf?.pages ?? []).flatMap(({ tree }) => texts(tree, 'TD'));
    expect(cells).toContain('Astrid □');
    const note = 'tecken som blanketten inte kan visa är skrivna som □';
    expect(cells).toContain(`${blockOrder.patient.personalNumber} (${note})`);
    const paragraphs = (pdf?.pages ?? []).flatMap(({ tree }) => texts(tree, 'P'));
    expect(paragraphs.at(-2)).toBe(`På blanketten gäller: ${note}.`);
  });

  it('says nothing of boxes where there are none', async () => {
    const [pdf] = readPdfs([await renderForm(blockOrder)]);
    expect(JSON.stringify(pdf)).not.toContain('□');
  });

  it('is set for the letters of Europe, composed or not', async () => {
    const composed = await named('Łukasz Šimić Žižek Nguyễn Þóra Ærø Ångström Ωμέγα Дмитрий');
    expect((await named('Łukasz Šimić Žižek Nguyễn Þóra Ærø A\u030Angström Ωμέγα Дмитрий')).equals(composed)).toBe(
      true,
    );
  });
});

describe('the same content', () => {
  it('gives the same bytes again, another content others', async () => {
    const first = await renderForm(blockOrder);
    await renderForm(extensionDraft);
    expect((await renderForm(blockOrder)).equals(first)).toBe(true);
    expect((await renderForm({ ...blockOrder, caseNumber: '2026-7K3QX9TN' })).equals(first)).toBe(false);
  });
});
