import type { CommandOf, Instant, Sha256 } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import { IsInstant, IsLine, IsOneOf, IsRecord, IsSha256, limits } from '../bodies';

/** The decision in the system is the signature. */
class DecisionRecordBody {
  @IsOneOf(['decision-record'])
  readonly method: 'decision-record';
}

/** Signed by hand, on the printed draft. */
class PaperBody {
  @IsOneOf(['paper'])
  readonly method: 'paper';

  @IsInstant()
  readonly signedAt: Instant;

  @IsLine(limits.name)
  readonly signedBy: string;

  @IsSha256()
  readonly formSha256: Sha256;
}

/** `POST /v1/requests/{id}/submission` */
export class SubmissionBody implements Data {
  @IsRecord()
  @ValidateNested()
  @Type(() => DecisionRecordBody, {
    discriminator: { property: 'method', subTypes: [{ value: PaperBody, name: 'paper' }] },
    keepDiscriminatorProperty: true,
  })
  readonly signature: DecisionRecordBody | PaperBody;
}

type Data = CommandOf<'submission'>['data'];
