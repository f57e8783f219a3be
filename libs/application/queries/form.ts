import { IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { capacityFor } from '@sigill/domain';
import type { RequestId } from '@sigill/domain';
import type { Asking } from '../asking';
import { roleOf } from '../authority';
import { NotFound } from '../errors';
import { Looking } from '../looking';
import { SignedForms } from '../signed-forms';

export interface FormFile {
  readonly caseNumber: string;
  readonly draft: boolean;
  readonly bytes: Buffer;
}

/** `GET /v1/requests/{id}/form`: the very bytes that were sent; before that, from a granting decision on, a draft. */
export class GetForm extends Query<FormFile> {
  constructor(
    readonly asking: Asking,
    readonly request: RequestId,
  ) {
    super();
  }
}

@QueryHandler(GetForm)
export class GetFormHandler implements IQueryHandler<GetForm> {
  constructor(
    private readonly looking: Looking,
    private readonly forms: SignedForms,
  ) {}

  async execute({ asking, request }: GetForm): Promise<FormFile> {
    const { state, caller } = await this.looking.at(asking, request, 'form');
    const { caseNumber, submission } = state;
    if (submission !== null) {
      return { caseNumber, draft: false, bytes: await this.forms.sent(state, submission.form.sha256) };
    }
    roleOf(capacityFor('form-draft', caller, state));
    if (state.state !== 'decided' || state.outcome !== 'granted') throw new NotFound();
    return { caseNumber, draft: true, bytes: (await this.forms.draft(state)).bytes };
  }
}
