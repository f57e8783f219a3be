import { Forms, SignedForms } from '@sigill/application';
import { RequestState } from '@sigill/domain';
import { KeyDestroyed } from '@sigill/event-log';
import { FormDamaged, FormMissing } from '../../../libs/adapters/offline';
import { oneLine } from '../one-line';
import { Findings } from './finding';
import { Submitted } from './request-replay';

/** The layout that this program draws; a form of another is not drawn again. */
const ownLayout = 1;

/** I-17: every form that was signed is there, is what was signed, and comes out the same when it is drawn again.
 *  Of a case or a person whose key has been destroyed nothing can be compared, and nothing is missed. */
export class SignedFormsCheck {
  count = 0;

  constructor(
    private readonly forms: Pick<Forms, 'read'>,
    private readonly signed: Pick<SignedForms, 'again'>,
    private readonly findings: Findings,
  ) {}

  async check(form: Submitted): Promise<void> {
    this.count += 1;
    try {
      await this.stored(form);
      if (form.submission.form.layout === ownLayout && everyoneIsKnown(form.decided)) await this.again(form);
    } catch (error) {
      if (!(error instanceof KeyDestroyed)) this.fault(form, whyNot(error));
    }
  }

  /** The store itself compares the bytes with their hash. */
  private async stored(form: Submitted): Promise<void> {
    const { sha256, bytes } = form.submission.form;
    const stored = await this.forms.read(form.decided.id, sha256);
    if (stored.length !== bytes) this.fault(form, `is ${String(stored.length)} bytes long, not ${String(bytes)}`);
  }

  private async again({ decided, submission, place }: Submitted): Promise<void> {
    const { sha256 } = await this.signed.again(decided, submission);
    if (sha256 !== submission.form.sha256)
      this.fault({ decided, submission, place }, `comes out as ${sha256} when it is drawn again`);
  }

  private fault({ place, submission }: Submitted, what: string): void {
    this.findings.add('I-17', place, `the form ${submission.form.sha256} ${what}`);
  }
}

function whyNot(error: unknown): string {
  if (error instanceof FormMissing) return 'is not in the folder';
  if (error instanceof FormDamaged) return 'is not the bytes that were signed';
  return `cannot be read or drawn again: ${oneLine(error)}`;
}

const everyoneIsKnown = ({ patient, guardians, persons }: RequestState): boolean =>
  [patient, ...guardians].every((id) => persons[id] !== undefined);
