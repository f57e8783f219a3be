import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf } from '@sigill/domain';
import { IsOneOf, IsRecord, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

const answer = {
  type: 'object',
  properties: {
    answer: { type: ['boolean', 'string'], maxLength: limits.freeText },
    note: { type: 'string', maxLength: limits.freeText },
  },
  required: ['answer'],
  additionalProperties: false,
} as const;

export class AssessmentBody implements Data {
  /** By the ids of the pinned checklist, which judges them. */
  @IsRecord({ additionalProperties: answer })
  readonly answers: Readonly<Record<string, unknown>>;

  @IsOneOf(['grant', 'refuse'])
  readonly recommendation: 'grant' | 'refuse';
}

type Data = CommandOf<'assessment'>['data'];

/** `POST /v1/requests/{id}/assessment` */
export class AssessRequest extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: AssessmentBody,
  ) {
    super();
  }
}

@CommandHandler(AssessRequest)
export class AssessRequestHandler implements ICommandHandler<AssessRequest> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: AssessRequest): Promise<Outcome> {
    return this.requests.transact(call, { action: 'assessment', data: body });
  }
}
