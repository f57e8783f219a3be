import { Injectable } from '@nestjs/common';
import {
  barTo,
  Context,
  FormContent,
  formContentOf,
  Instant,
  pinnedProcedure,
  RenderedForm,
  RequestCommand,
  RequestId,
  RequestState,
  Sha256,
  Signature,
} from '@sigill/domain';
import { Policies } from './ports';
import { Directory, Forms, Rendered } from './ports';

/** A form on its way to the executor: its bytes, and what the event will say of them. */
export interface Prepared {
  readonly rendered: Rendered;
  readonly form: RenderedForm;
}

/** The order to the executor: drafted from the decision, rendered once for good at its submission. */
@Injectable()
export class SignedForms {
  constructor(
    private readonly forms: Forms,
    private readonly directory: Directory,
    private readonly policies: Policies,
  ) {}

  /** What is signed now, rendered; nothing is kept yet. */
  async prepare(state: RequestState, signature: Signature, at: Instant): Promise<Prepared> {
    const region = await this.region();
    const rendered = await this.render(state, { signature, at }, region);
    const draftSha256 = signature.method === 'paper' ? (await this.draft(state)).sha256 : null;
    const { formName: name } = pinnedProcedure(state.procedure);
    const { sha256, bytes } = rendered;
    return { rendered, form: { draftSha256, final: { name, region, sha256, bytes: bytes.length, layout: 1 } } };
  }

  /** When this returns the bytes are on the disk. */
  keep(request: RequestId, { rendered }: Prepared): Promise<void> {
    return this.forms.keep(request, rendered);
  }

  /** Marked UTKAST; today's, with no signature. */
  async draft(state: RequestState): Promise<Rendered> {
    return this.render(state, null, await this.region());
  }

  /** The very bytes that were sent. */
  sent(state: RequestState, sha256: Sha256): Promise<Buffer> {
    return this.forms.read(state.id, sha256);
  }

  /** What was submitted, rendered again: the same bytes, or the form has been tampered with. */
  again(decided: RequestState, submission: NonNullable<RequestState['submission']>): Promise<Rendered> {
    const { signature, at, form } = submission;
    return this.render(decided, { signature, at }, form.region);
  }

  /** All that is printed. */
  async content(state: RequestState, signed: Parameters<typeof formContentOf>[1]): Promise<FormContent> {
    return formContentOf(state, signed, { region: await this.region(), policies: this.policies.all });
  }

  private render(state: RequestState, signed: Parameters<typeof formContentOf>[1], region: string): Promise<Rendered> {
    return this.forms.render(formContentOf(state, signed, { region, policies: this.policies.all }));
  }

  private async region(): Promise<string> {
    return (await this.directory.provider()).name;
  }
}

/** The form of a submission through all tries at it: rendered again only where something printed has changed. */
export class FormOfCommand {
  private printed: string | null = null;
  private prepared: Prepared | null = null;

  constructor(private readonly forms: SignedForms) {}

  /** Null where the command sends no form, or is about to be refused. */
  async preparedFor(command: RequestCommand, state: RequestState, context: Context): Promise<Prepared | null> {
    if (command.action !== 'submission' || barTo('submission', state, context) !== null) return null;
    const { signature } = command.data;
    const printed = JSON.stringify(await this.forms.content(state, { signature, at: context.now }));
    if (this.prepared === null || printed !== this.printed)
      this.prepared = await this.forms.prepare(state, signature, context.now);
    this.printed = printed;
    return this.prepared;
  }
}
