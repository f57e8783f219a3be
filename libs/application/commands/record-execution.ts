import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { CommandOf, GivenReceiptBody, Instant } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ArrayMinSize, ValidateNested } from 'class-validator';
import { IsInstant, IsList, IsWords, limits, Optional } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';

class ReceiptBody implements GivenReceiptBody {
  @IsWords(limits.reference)
  readonly item: string;

  @IsInstant()
  readonly performedAt: Instant;

  @Optional()
  @IsWords(limits.reference)
  readonly reference?: string | null;
}

export class ExecutionBody implements Data {
  @IsList()
  @ArrayMinSize(1, { context: { code: 'wrong-count' } })
  @ValidateNested({ each: true })
  @Type(() => ReceiptBody)
  readonly receipts: readonly ReceiptBody[];

  @Optional()
  @IsWords(limits.freeText)
  readonly note?: string | null;
}

type Data = CommandOf<'execution'>['data'];

/** `POST /v1/requests/{id}/execution` */
export class RecordExecution extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: ExecutionBody,
  ) {
    super();
  }
}

@CommandHandler(RecordExecution)
export class RecordExecutionHandler implements ICommandHandler<RecordExecution> {
  constructor(private readonly requests: Requests) {}

  execute({ call, body }: RecordExecution): Promise<Outcome> {
    return this.requests.transact(call, { action: 'execution', data: body });
  }
}
