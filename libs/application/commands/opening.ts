import type { HsaId, LegalDate, RequestId } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import {
  IsHsaId,
  IsId,
  IsLegalDate,
  IsLine,
  IsList,
  IsNumberText,
  IsRecord,
  IsWords,
  limits,
  Optional,
} from '../bodies';
import type { Opening } from '../openings';
import { ContactBody } from './contact';

/** `POST /v1/requests` */
export class OpenRequestBody implements Opening {
  @IsWords(limits.reference)
  readonly procedure: string;

  @IsNumberText()
  readonly patient: string;

  @IsHsaId()
  readonly unit: HsaId;

  @Optional()
  @IsList()
  @IsNumberText({ each: true })
  readonly guardians?: readonly string[] | null;

  @Optional()
  @IsId()
  readonly concerns?: RequestId | null;

  @Optional()
  @IsLegalDate()
  readonly validFrom?: LegalDate | null;

  @Optional()
  @IsLegalDate()
  readonly validUntil?: LegalDate | null;

  @IsRecord()
  @ValidateNested()
  @Type(() => ContactBody)
  readonly contact: ContactBody;

  @Optional()
  @IsLine(limits.reference)
  readonly registryReference?: string | null;
}
