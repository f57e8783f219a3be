import { createHash } from 'node:crypto';
import { MessagePort, parentPort } from 'node:worker_threads';
import type { FormContent } from '@sigill/domain';
import { renderForm } from './render';
import { isWhole } from './whole';

/** What the thread answers to each content, in order. */
export type RenderAnswer =
  | { readonly outcome: 'rendered'; readonly bytes: Uint8Array; readonly sha256: string; readonly whole: boolean }
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
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { outcome: 'rendered', bytes, sha256, whole: isWhole(form) };
  } catch (error) {
    return { outcome: 'failed', error: error instanceof Error ? error : new Error('the form could not be set') };
  }
}
