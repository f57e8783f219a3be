import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf, GuardianOutcome, LegalDate, PersonId } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IsId, IsLegalDate, IsList, IsOneOf, IsWords, limits, Optional } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

class GuardianOutcomeBody implements GuardianOutcome {
  @IsId()
  readonly guardian: PersonId;

  @IsOneOf(['continue', 'end'])
  readonly outcome: 'continue' | 'end';
}

export class DecisionBody implements Data {
  @IsOneOf(['granted', 'refused'])
  readonly outcome: 'granted' | 'refused';

  @IsWords(limits.freeText)
  readonly grounds: string;

  @Optional()
  @IsLegalDate()
  readonly validFrom?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly validUntil?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly reviewBy?: LegalDate | null;

  @Optional()
  @IsWords(limits.freeText)
  readonly treatingReason?: string | null;

  @Optional()
  @IsList()
  @ValidateNested({ each: true })
  @Type(() => GuardianOutcomeBody)
  readonly guardians?: readonly GuardianOutcomeBody[] | null;
}

type Data = CommandOf<'decision'>['data'];

/** `POST /v1/requests/{id}/decision` */
export class DecideRequest extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: DecisionBody,
  ) {
    super();
  }
}

@CommandHandler(DecideRequest)
export class DecideRequestHandler implements ICommandHandler<DecideRequest> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: DecideRequest): Promise<Outcome> {
    return this.requests.transact(call, { action: 'decision', data: body });
  }
}
