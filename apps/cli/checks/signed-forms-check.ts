import { Forms, Rendered } from '@sigill/application/plain';
import { formLayout, personsOnForm, RequestState } from '@sigill/domain';
import { KeyDestroyed } from '@sigill/event-log';
import { FormDamaged, FormMissing } from '../../../libs/adapters/offline';
import { oneLine } from '../one-line';
import { Findings } from './finding';
import { Submitted } from './request-replay';

/** The form of a submission, rendered once more. */
export type DrawAgain = (
  decided: RequestState,
  submission: NonNullable<RequestState['submission']>,
) => Promise<Rendered>;

/** Forms that are read and drawn while the log is read on; so many are in memory at most. */
const atOnce = 8;

/** I-17: every form that was signed is there, is what was signed, and comes out the same when it is drawn again.
 *  Of a case or a person whose key has been destroyed nothing can be compared, and nothing is missed. */
export class SignedFormsCheck {
  count = 0;
  private readonly underWay = new Set<Promise<void>>();
  private readonly faults: (readonly [Submitted, readonly string[]])[] = [];

  constructor(
    private readonly forms: Pick<Forms, 'read'>,
    private readonly drawAgain: DrawAgain,
    private readonly findings: Findings,
  ) {}

  /** Begins; resolves when there is room for another. */
  async check(form: Submitted): Promise<void> {
    const place = this.count;
    this.count += 1;
    const judging = this.faultsOf(form).then((found) => {
      if (found.length > 0) this.faults[place] = [form, found];
      this.underWay.delete(judging);
    });
    this.underWay.add(judging);
    if (this.underWay.size >= atOnce) await Promise.race(this.underWay);
  }

  /** Waits for those under way, and tells what was found in the order in which the forms were given. */
  async end(): Promise<void> {
    await Promise.all(this.underWay);
    for (const [{ place, submission }, found] of Object.values(this.faults))
      for (const what of found) this.findings.add('I-17', place, `the form ${submission.form.sha256} ${what}`);
  }

  private async faultsOf(form: Submitted): Promise<readonly string[]> {
    const found: string[] = [];
    try {
      await this.stored(form, found);
      if (form.submission.form.layout === formLayout && everyoneIsKnown(form.decided)) await this.again(form, found);
    } catch (error) {
      if (!(error instanceof KeyDestroyed)) found.push(whyNot(error));
    }
    return found;
  }

  /** The store itself compares the bytes with their hash. */
  private async stored({ submission, decided }: Submitted, found: string[]): Promise<void> {
    const { sha256, bytes } = submission.form;
    const stored = await this.forms.read(decided.id, sha256);
    if (stored.length !== bytes) found.push(`is ${String(stored.length)} bytes long, not ${String(bytes)}`);
  }

  private async again({ decided, submission }: Submitted, found: string[]): Promise<void> {
    const { sha256 } = await this.drawAgain(decided, submission);
    if (sha256 !== submission.form.sha256) found.push(`comes out as ${sha256} when it is drawn again`);
  }
}

function whyNot(error: unknown): string {
  if (error instanceof FormMissing) return 'is not in the folder';
  if (error instanceof FormDamaged) return 'is not the bytes that were signed';
  return `cannot be read or drawn again: ${oneLine(error)}`;
}

/** A form of another layout is not drawn again, and neither is one with somebody on it whose data are erased. */
const everyoneIsKnown = (decided: RequestState): boolean =>
  personsOnForm(decided).every((id) => decided.persons[id] !== undefined);
