import type { Caller, HsaId } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import { IsHsaId, IsLine, IsList, IsNumberText, IsRecord, IsVgrId, IsWords, limits, Optional } from '../bodies';
import type { Opening } from '../openings';
import { ContactBody } from './contact';

/** Who phoned, as told in the call (S1). */
export class CallerBody extends ContactBody implements Caller {
  @IsLine(limits.name)
  readonly name: string;

  @IsVgrId()
  readonly vgrId: string;
}

/** `POST /v1/urgent-requests` */
export class OpenUrgentRequestBody implements Opening {
  @IsWords(limits.reference)
  readonly procedure: string;

  @IsNumberText()
  readonly patient: string;

  @Optional()
  @IsList()
  @IsNumberText({ each: true })
  readonly guardians?: readonly string[] | null;

  @IsHsaId()
  readonly unit: HsaId;

  @IsRecord()
  @ValidateNested()
  @Type(() => CallerBody)
  readonly caller: CallerBody;

  @IsLine(limits.name)
  readonly responsibleHead: string;
}
