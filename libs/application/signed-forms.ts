import { Injectable } from '@nestjs/common';
import {
  barTo,
  Context,
  FormContent,
  formContentOf,
  formLayout,
  FormOffice,
  pinnedProcedure,
  RenderedForm,
  RequestCommand,
  RequestId,
  RequestState,
  Sha256,
  Signature,
} from '@sigill/domain';
import { FormOffices } from './form-offices';
import { Forms, Rendered } from './ports';

/** A form on its way to the executor: its bytes, and what the event will say of them. */
export interface Prepared {
  readonly rendered: Rendered;
  readonly form: RenderedForm;
}

/** All that is printed, and the part of it that is not of the case. */
interface ToPrint {
  readonly content: FormContent;
  readonly office: FormOffice;
}

type Signed = Parameters<typeof formContentOf>[1];

/** The order to the executor: drafted from the decision, rendered once for good at its submission. */
@Injectable()
export class SignedForms {
  constructor(
    private readonly forms: Forms,
    private readonly offices: FormOffices,
  ) {}

  /** What is signed, rendered; nothing is kept yet. */
  async prepare(state: RequestState, signature: Signature, { content, office }: ToPrint): Promise<Prepared> {
    const { region, address, staff } = office;
    const rendered = await this.forms.render(content);
    const draftSha256 = signature.method === 'paper' ? (await this.draft(state)).sha256 : null;
    const { formName: name } = pinnedProcedure(state.procedure);
    const { sha256, bytes } = rendered;
    const final = { name, region, address, staff, sha256, bytes: bytes.length, layout: formLayout };
    return { rendered, form: { draftSha256, final } };
  }

  /** When this returns the bytes are on the disk. */
  keep(request: RequestId, { rendered }: Prepared): Promise<void> {
    return this.forms.keep(request, rendered);
  }

  /** Marked UTKAST; today's, with no signature. */
  async draft(state: RequestState): Promise<Rendered> {
    return this.forms.render((await this.toPrint(state, null)).content);
  }

  /** The very bytes that were sent. */
  sent(state: RequestState, sha256: Sha256): Promise<Buffer> {
    return this.forms.read(state.id, sha256);
  }

  /** All that is printed today. */
  async toPrint(state: RequestState, signed: Signed): Promise<ToPrint> {
    const office = await this.offices.of(state);
    return { content: formContentOf(state, signed, office), office };
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
    const toPrint = await this.forms.toPrint(state, { signature, at: context.now });
    const printed = JSON.stringify(toPrint.content);
    if (this.prepared === null || printed !== this.printed)
      this.prepared = await this.forms.prepare(state, signature, toPrint);
    this.printed = printed;
    return this.prepared;
  }
}
