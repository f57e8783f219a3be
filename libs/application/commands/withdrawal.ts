import type { CommandOf } from '@sigill/domain';
import { IsWords, limits } from '../bodies';

/** `POST /v1/requests/{id}/withdrawal` */
export class WithdrawalBody implements Data {
  @IsWords(limits.freeText)
  readonly reason: string;
}

type Data = CommandOf<'withdrawal'>['data'];
