import type { CommandOf, GuardianOutcome, LegalDate, PersonId } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import { IsId, IsLegalDate, IsListOfRecords, IsOneOf, IsWords, limits, Optional } from '../bodies';

class GuardianOutcomeBody implements GuardianOutcome {
  @IsId()
  readonly guardian: PersonId;

  @IsOneOf(['continue', 'end'])
  readonly outcome: 'continue' | 'end';
}

/** `POST /v1/requests/{id}/decision` */
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
  @IsListOfRecords()
  @ValidateNested({ each: true })
  @Type(() => GuardianOutcomeBody)
  readonly guardians?: readonly GuardianOutcomeBody[] | null;
}

type Data = CommandOf<'decision'>['data'];
