import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { RequestCommand } from '@sigill/domain';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

/** A step of a request that exists. The validated body of its route is the command's data. */
export class Step extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly command: RequestCommand,
  ) {
    super();
  }
}

@CommandHandler(Step)
export class StepHandler implements ICommandHandler<Step> {
  constructor(private readonly requests: Requests) {}

  execute({ call, command }: Step): Promise<Outcome> {
    return this.requests.transact(call, command);
  }
}
