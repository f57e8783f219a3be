import { Forms, Rendered } from '@sigill/application/plain';
import { FormContent, RequestId, Sha256 } from '@sigill/domain';
import { DataKeys, requestOwner, StoreUnavailable } from '@sigill/event-log';
import { FormRenderer } from './form-renderer';
import { FormKeeping } from './form-keeping';

/** Forms rendered in their thread and kept under their request's own data key. */
export class KeptForms extends Forms {
  private toldOfBoxes = false;

  /** @param onBoxes told once, at the first form with characters that the typeface lacks */
  constructor(
    private readonly renderer: FormRenderer,
    private readonly store: FormKeeping,
    private readonly keys: DataKeys,
    private readonly onBoxes: () => void = () => undefined,
  ) {
    super();
  }

  async render(content: FormContent): Promise<Rendered> {
    const { bytes, sha256, whole } = await this.renderer.render(content);
    if (!whole) this.tellOfBoxes();
    return { bytes, sha256: sha256 as Sha256 };
  }

  async keep(request: RequestId, { bytes, sha256 }: Rendered): Promise<void> {
    const key = await this.keyOf(request);
    await stored(() => this.store.put(sha256, bytes, key));
  }

  async read(request: RequestId, sha256: Sha256): Promise<Buffer> {
    const key = await this.keyOf(request);
    return stored(() => this.store.get(sha256, key));
  }

  /** Once: what is missing is missing on every form. */
  private tellOfBoxes(): void {
    if (!this.toldOfBoxes) this.onBoxes();
    this.toldOfBoxes = true;
  }

  /** @throws KeyDestroyed */
  private async keyOf(request: RequestId): Promise<Buffer> {
    const owner = requestOwner(request);
    const key = await this.keys.existing(owner);
    if (key === null) throw new Error(`the key store gave no key for ${owner}`);
    return key.key;
  }
}

/** A full disk or a folder that is not there: the forms cannot be used now, and may be again. @throws StoreUnavailable */
async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isOfTheDisk(cause) ? new StoreUnavailable('the forms cannot be kept or read now', { cause }) : cause;
  }
}

const isOfTheDisk = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error && 'errno' in error;
