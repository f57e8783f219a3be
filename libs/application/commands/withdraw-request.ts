import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf } from '@sigill/domain';
import { IsWords, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

export class WithdrawalBody implements Data {
  @IsWords(limits.freeText)
  readonly reason: string;
}

type Data = CommandOf<'withdrawal'>['data'];

/** `POST /v1/requests/{id}/withdrawal` */
export class WithdrawRequest extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: WithdrawalBody,
  ) {
    super();
  }
}

@CommandHandler(WithdrawRequest)
export class WithdrawRequestHandler implements ICommandHandler<WithdrawRequest> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: WithdrawRequest): Promise<Outcome> {
    return this.requests.transact(call, { action: 'withdrawal', data: body });
  }
}
