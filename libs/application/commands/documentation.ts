import type { CommandOf, Instant } from '@sigill/domain';
import { IsInstant, IsWords, limits } from '../bodies';

/** `POST /v1/requests/{id}/documentation` */
export class DocumentationBody implements Data {
  @IsWords(limits.name)
  readonly recordSystem: string;

  @IsInstant()
  readonly documentedAt: Instant;
}

type Data = CommandOf<'documentation'>['data'];
