import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { Track } from '@sigill/domain';
import { Call } from '../call';
import { Outcome } from '../filing';
import { OpeningRequests } from '../opening-requests';
import type { Opening } from '../openings';

/** A new request, on either track. */
export class Open extends Command<Outcome> {
  constructor(
    readonly call: Call,
    readonly opening: Opening,
    readonly track: Track,
  ) {
    super();
  }
}

@CommandHandler(Open)
export class OpenHandler implements ICommandHandler<Open> {
  constructor(private readonly requests: OpeningRequests) {}

  execute({ call, opening, track }: Open): Promise<Outcome> {
    return this.requests.open(call, opening, track);
  }
}
