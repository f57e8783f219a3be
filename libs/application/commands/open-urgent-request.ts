import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { Caller, HsaId } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IsHsaId, IsLine, IsList, IsNumberText, IsRecord, IsVgrId, IsWords, limits, Optional } from '../bodies';
import { Call } from '../call';
import type { Opening } from '../openings';
import { Outcome } from '../filing';
import { OpeningRequests } from '../opening-requests';
import { ContactBody } from './contact';

/** Who phoned, as told in the call (S1). */
export class CallerBody extends ContactBody implements Caller {
  @IsLine(limits.name)
  readonly name: string;

  @IsVgrId()
  readonly vgrId: string;
}

export class OpenUrgentRequestBody implements Opening {
  @IsWords(limits.reference)
  readonly procedure: string;

  @IsNumberText()
  readonly patient: string;

  @Optional()
  @IsList()
  @IsNumberText({ each: true })
  readonly guardians?: readonly string[] | null;

  @IsHsaId()
  readonly unit: HsaId;

  @IsRecord()
  @ValidateNested()
  @Type(() => CallerBody)
  readonly caller: CallerBody;

  @IsLine(limits.name)
  readonly responsibleHead: string;
}

/** `POST /v1/urgent-requests` */
export class OpenUrgent extends Command<Outcome> {
  constructor(
    readonly call: Call,
    readonly body: OpenUrgentRequestBody,
  ) {
    super();
  }
}

@CommandHandler(OpenUrgent)
export class OpenUrgentHandler implements ICommandHandler<OpenUrgent> {
  constructor(private readonly requests: OpeningRequests) {}

  execute({ call, body }: OpenUrgent): Promise<Outcome> {
    return this.requests.open(call, body, 'urgent');
  }
}
