import { Injectable } from '@nestjs/common';
import {
  barTo,
  Context,
  FormContent,
  formContentOf,
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

type Signed = Parameters<typeof formContentOf>[1];

/** The order to the executor: drafted from the decision, rendered once for good at its submission. */
@Injectable()
export class SignedForms {
  constructor(
    private readonly forms: Forms,
    private readonly directory: Directory,
    private readonly policies: Policies,
  ) {}

  /** What is signed, rendered; nothing is kept yet. `content`: all that is printed. */
  async prepare(state: RequestState, signature: Signature, content: FormContent): Promise<Prepared> {
    const { region } = content;
    const rendered = await this.forms.render(content);
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
    return this.forms.render(await this.content(state, null));
  }

  /** The very bytes that were sent. */
  sent(state: RequestState, sha256: Sha256): Promise<Buffer> {
    return this.forms.read(state.id, sha256);
  }

  /** What was submitted, rendered again: the same bytes, or the form has been tampered with. */
  again(decided: RequestState, submission: NonNullable<RequestState['submission']>): Promise<Rendered> {
    const { signature, at, form } = submission;
    return this.forms.render(this.contentIn(form.region, decided, { signature, at }));
  }

  /** All that is printed today. */
  async content(state: RequestState, signed: Signed): Promise<FormContent> {
    return this.contentIn((await this.directory.provider()).name, state, signed);
  }

  private contentIn(region: string, state: RequestState, signed: Signed): FormContent {
    return formContentOf(state, signed, { region, policies: this.policies.all });
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
    const content = await this.forms.content(state, { signature, at: context.now });
    const printed = JSON.stringify(content);
    if (this.prepared === null || printed !== this.printed)
      this.prepared = await this.forms.prepare(state, signature, content);
    this.printed = printed;
    return this.prepared;
  }
}
