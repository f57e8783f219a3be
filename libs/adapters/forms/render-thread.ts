import { createHash } from 'node:crypto';
import { MessagePort, parentPort } from 'node:worker_threads';
import type { FormContent } from '@sigill/domain';
import { renderForm } from './render';
import { MissingGlyph } from './typefaces';

/** What the thread answers to each content, in order. */
export type RenderAnswer =
  | { readonly outcome: 'rendered'; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly outcome: 'missing-glyph'; readonly codePoint: number }
  | { readonly outcome: 'failed'; readonly error: Error };

if (parentPort !== null) serve(parentPort);

function serve(port: MessagePort): void {
  port.on('message', (form: FormContent) => {
    void answer(form).then((reply) => {
      port.postMessage(reply);
    });
  });
}

async function answer(form: FormContent): Promise<RenderAnswer> {
  try {
    const bytes = await renderForm(form);
    return { outcome: 'rendered', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (error instanceof MissingGlyph) return { outcome: 'missing-glyph', codePoint: error.codePoint };
    return { outcome: 'failed', error: error instanceof Error ? error : new Error('the form could not be set') };
  }
}
