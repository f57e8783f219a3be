import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf, Instant, Party } from '@sigill/domain';
import { IsInstant, IsOneOf, IsWords, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

const parties = [
  'head-of-operations',
  'guardian',
  'child',
  'patient',
  'social-services',
  'staff',
] as const satisfies readonly Party[];

export class ConsultationBody implements Data {
  @IsOneOf(parties)
  readonly party: Party;

  /** A name or an HSA-id. */
  @IsWords(limits.name)
  readonly with: string;

  @IsInstant()
  readonly heldAt: Instant;

  @IsWords(limits.freeText)
  readonly opinion: string;
}

type Data = CommandOf<'consultation'>['data'];

/** `POST /v1/requests/{id}/consultation` */
export class HoldConsultation extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: ConsultationBody,
  ) {
    super();
  }
}

@CommandHandler(HoldConsultation)
export class HoldConsultationHandler implements ICommandHandler<HoldConsultation> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: HoldConsultation): Promise<Outcome> {
    return this.requests.transact(call, { action: 'consultation', data: body });
  }
}
