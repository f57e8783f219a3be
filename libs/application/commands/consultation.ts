import type { CommandOf, Instant, Party } from '@sigill/domain';
import { IsInstant, IsOneOf, IsWords, limits } from '../bodies';

const parties = [
  'head-of-operations',
  'guardian',
  'child',
  'patient',
  'social-services',
  'staff',
] as const satisfies readonly Party[];

/** `POST /v1/requests/{id}/consultation` */
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
