import type { CommandOf, GivenReceiptBody, Instant } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import { IsInstant, IsListOfRecords, IsWords, limits, Optional } from '../bodies';

class ReceiptBody implements GivenReceiptBody {
  @IsWords(limits.reference)
  readonly item: string;

  @IsInstant()
  readonly performedAt: Instant;

  @Optional()
  @IsWords(limits.reference)
  readonly reference?: string | null;
}

/** `POST /v1/requests/{id}/execution` */
export class ExecutionBody implements Data {
  @IsListOfRecords(limits.list, 1)
  @ValidateNested({ each: true })
  @Type(() => ReceiptBody)
  readonly receipts: readonly ReceiptBody[];

  @Optional()
  @IsWords(limits.freeText)
  readonly note?: string | null;
}

type Data = CommandOf<'execution'>['data'];
