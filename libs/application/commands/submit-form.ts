import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf, Instant, Sha256 } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IsInstant, IsLine, IsOneOf, IsRecord, IsSha256, limits } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

/** The decision in the system is the signature. */
class DecisionRecordBody {
  @IsOneOf(['decision-record'])
  readonly method: 'decision-record';
}

/** Signed by hand, on the printed draft. */
class PaperBody {
  @IsOneOf(['paper'])
  readonly method: 'paper';

  @IsInstant()
  readonly signedAt: Instant;

  @IsLine(limits.name)
  readonly signedBy: string;

  @IsSha256()
  readonly formSha256: Sha256;
}

export class SubmissionBody implements Data {
  @IsRecord()
  @ValidateNested()
  @Type(() => DecisionRecordBody, {
    discriminator: { property: 'method', subTypes: [{ value: PaperBody, name: 'paper' }] },
    keepDiscriminatorProperty: true,
  })
  readonly signature: DecisionRecordBody | PaperBody;
}

type Data = CommandOf<'submission'>['data'];

/** `POST /v1/requests/{id}/submission` */
export class SubmitForm extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: SubmissionBody,
  ) {
    super();
  }
}

@CommandHandler(SubmitForm)
export class SubmitFormHandler implements ICommandHandler<SubmitForm> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: SubmitForm): Promise<Outcome> {
    return this.requests.transact(call, { action: 'submission', data: body });
  }
}
