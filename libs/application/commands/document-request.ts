import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf, Instant } from '@sigill/domain';
import { IsInstant, IsWords, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

export class DocumentationBody implements Data {
  @IsWords(limits.name)
  readonly recordSystem: string;

  @IsInstant()
  readonly documentedAt: Instant;
}

type Data = CommandOf<'documentation'>['data'];

/** `POST /v1/requests/{id}/documentation` */
export class DocumentRequest extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: DocumentationBody,
  ) {
    super();
  }
}

@CommandHandler(DocumentRequest)
export class DocumentRequestHandler implements ICommandHandler<DocumentRequest> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: DocumentRequest): Promise<Outcome> {
    return this.requests.transact(call, { action: 'documentation', data: body });
  }
}
