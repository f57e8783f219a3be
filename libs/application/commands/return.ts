import type { CommandOf } from '@sigill/domain';
import { IsList, IsWords, limits } from '../bodies';

/** `POST /v1/requests/{id}/return` */
export class ReturnBody implements Data {
  @IsWords(limits.freeText)
  readonly reason: string;

  /** What is wrong with the form, in short words of the executor's own. */
  @IsList()
  @IsWords(limits.reference, { each: true })
  readonly errors: readonly string[];
}

type Data = CommandOf<'return'>['data'];
