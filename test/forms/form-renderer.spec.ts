import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormRenderer } from '../../libs/adapters/forms/form-renderer';
import { renderForm } from '../../libs/adapters/forms/render';
import { compiled } from './compiled';
import { blockOrder, extensionDraft, renewalOrder } from './contents';

const built = compiled(join(__dirname, '../../libs/adapters/forms'));
const threadFile = join(built, 'src', 'render-thread.js');
const dir = mkdtempSync(join(tmpdir(), 'sigill-threads-'));
const renderers: FormRenderer[] = [];

function rendererOf(file: string, limitMs?: number): FormRenderer {
  const renderer = new FormRenderer({ threadFile: file, limitMs });
  renderers.push(renderer);
  return renderer;
}

/** A thread that serves as the real one does, after this has been done with each form. */
function faulty(name: string, fault: string): string {
  const file = join(dir, `${name}.cjs`);
  const listen = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (form) => { ${fault} });`;
  writeFileSync(file, `${listen} require(${JSON.stringify(threadFile)});`);
  return file;
}

afterEach(async () => {
  for (const renderer of renderers.splice(0)) await renderer.close();
});
afterAll(() => {
  rmSync(built, { recursive: true });
  rmSync(dir, { recursive: true });
});

describe('the form renderer', () => {
  it('gives the same bytes in every thread, warm or not, and their hash', async () => {
    const here = await renderForm(blockOrder);
    const warm = rendererOf(threadFile);
    await warm.warmUp();
    await warm.render(renewalOrder);
    for (const { bytes, sha256 } of [await warm.render(blockOrder), await rendererOf(threadFile).render(blockOrder)]) {
      expect(bytes.equals(here)).toBe(true);
      expect(sha256).toBe(createHash('sha256').update(here).digest('hex'));
    }
  });

  it('gives bytes that do not depend on the forms before: the letters f and i share a glyph with the ligature', async () => {
    const letters = { ...blockOrder, measure: 'Kontrollera profilen.' };
    const ligature = { ...blockOrder, measure: 'Kontrollera pro\uFB01len.' };
    const [one, other] = [rendererOf(threadFile), rendererOf(threadFile)];
    await other.render(ligature);
    expect((await other.render(letters)).sha256).toBe((await one.render(letters)).sha256);
  });

  it('renders forms asked for at once each for itself, in order', async () => {
    const renderer = rendererOf(threadFile);
    const forms = [blockOrder, extensionDraft, blockOrder, renewalOrder];
    const all = await Promise.all(forms.map((form) => renderer.render(form)));
    for (const [index, form] of forms.entries()) expect(all[index]?.bytes.equals(await renderForm(form))).toBe(true);
  });

  it('passes on whether boxes stand for characters that the typeface lacks', async () => {
    const renderer = rendererOf(threadFile);
    const boxed = renderer.render({ ...blockOrder, measure: 'Blockera \u{1F984}' });
    expect([(await boxed).whole, (await renderer.render(blockOrder)).whole]).toEqual([false, true]);
  });

  it('refuses a form whose time of making is no time', async () => {
    const refused = rendererOf(threadFile).render({ ...blockOrder, createdAt: 'i går' });
    await expect(refused).rejects.toMatchObject({ name: 'FormNotRendered', message: 'the form could not be set' });
  });

  it('ends a thread that hangs, and renders the next form in a new one', async () => {
    const hang = `if (form.caseNumber === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;
    const renderer = rendererOf(faulty('hanging', hang), 5_000);
    const hanging = renderer.render({ ...blockOrder, caseNumber: 'hang' });
    const next = renderer.render(blockOrder);
    await expect(hanging).rejects.toMatchObject({ name: 'FormNotRendered', message: 'not done in 5000 ms' });
    expect((await next).bytes.length).toBeGreaterThan(10_000);
  });

  it('survives a form that eats memory', async () => {
    const eat = `if (form.caseNumber === 'eat') for (const all = []; ; ) all.push(new Array(1e5).fill(0.5));`;
    const renderer = rendererOf(faulty('hungry', eat));
    const eating = renderer.render({ ...blockOrder, caseNumber: 'eat' });
    await expect(eating).rejects.toMatchObject({
      name: 'FormNotRendered',
      cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' },
    });
    expect((await renderer.render(blockOrder)).bytes.length).toBeGreaterThan(10_000);
  });

  it('survives a thread that ends by itself', async () => {
    const renderer = rendererOf(faulty('ending', `if (form.caseNumber === 'end') process.exit(3);`));
    const ended = renderer.render({ ...blockOrder, caseNumber: 'end' });
    await expect(ended).rejects.toMatchObject({ name: 'FormNotRendered', message: 'the thread ended' });
    expect((await renderer.render(blockOrder)).bytes.length).toBeGreaterThan(10_000);
  });

  it('finishes what it has in hand when closed, and takes no more', async () => {
    const renderer = rendererOf(threadFile);
    const inHand = renderer.render(blockOrder);
    await renderer.close();
    expect((await inHand).bytes.length).toBeGreaterThan(10_000);
    await expect(renderer.render(blockOrder)).rejects.toMatchObject({ message: 'the renderer is closed' });
  });
});
