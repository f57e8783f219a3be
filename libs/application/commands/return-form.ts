import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf } from '@sigill/domain';
import { IsList, IsWords, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

export class ReturnBody implements Data {
  @IsWords(limits.freeText)
  readonly reason: string;

  /** What is wrong with the form, in short words of the executor's own. */
  @IsList()
  @IsWords(limits.reference, { each: true })
  readonly errors: readonly string[];
}

type Data = CommandOf<'return'>['data'];

/** `POST /v1/requests/{id}/return` */
export class ReturnForm extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: ReturnBody,
  ) {
    super();
  }
}

@CommandHandler(ReturnForm)
export class ReturnFormHandler implements ICommandHandler<ReturnForm> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: ReturnForm): Promise<Outcome> {
    return this.requests.transact(call, { action: 'return', data: body });
  }
}
