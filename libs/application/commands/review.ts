import type { CommandOf, LegalDate } from '@sigill/domain';
import { IsLegalDate, IsWords, limits } from '../bodies';

/** `POST /v1/requests/{id}/review` */
export class ReviewBody implements Data {
  @IsLegalDate()
  readonly reviewBy: LegalDate;

  @IsWords(limits.freeText)
  readonly grounds: string;
}

type Data = CommandOf<'review'>['data'];
