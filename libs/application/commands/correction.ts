import type { CorrectedReceiptBody, Correction, Instant } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested';
import { IsInstant, IsListOfRecords, IsOneOf, IsPositive, IsTrueOrFalse, IsWords, limits, Optional } from '../bodies';

const steps = ['execution', 'documentation', 'consultation'] as const satisfies readonly Correction['step'][];

class ReceiptCorrectionBody implements CorrectedReceiptBody {
  @IsWords(limits.reference)
  readonly item: string;

  @Optional()
  @IsInstant()
  readonly performedAt?: Instant | null;

  @Optional()
  @IsWords(limits.reference)
  readonly reference?: string | null;

  @Optional()
  @IsTrueOrFalse()
  readonly voided?: boolean;
}

export class ExecutionCorrectionBody implements Of<'execution'> {
  @IsOneOf(['execution'])
  readonly step: 'execution';

  @IsWords(limits.freeText)
  readonly reason: string;

  @IsListOfRecords(limits.list, 1)
  @ValidateNested({ each: true })
  @Type(() => ReceiptCorrectionBody)
  readonly receipts: readonly ReceiptCorrectionBody[];
}

export class DocumentationCorrectionBody implements Of<'documentation'> {
  @IsOneOf(['documentation'])
  readonly step: 'documentation';

  @IsWords(limits.freeText)
  readonly reason: string;

  @IsWords(limits.name)
  readonly recordSystem: string;

  @IsInstant()
  readonly documentedAt: Instant;
}

export class ConsultationCorrectionBody implements Of<'consultation'> {
  @IsOneOf(['consultation'])
  readonly step: 'consultation';

  @IsWords(limits.freeText)
  readonly reason: string;

  /** Number of the event that recorded the consultation. */
  @IsPositive()
  readonly revision: number;

  @IsWords(limits.name)
  readonly with: string;

  @IsInstant()
  readonly heldAt: Instant;

  @IsWords(limits.freeText)
  readonly opinion: string;
}

/** A body names its step, and the step says which fields it has. */
class UnknownStepBody {
  @IsOneOf(steps)
  readonly step: string;
}

/** `POST /v1/requests/{id}/correction`: what its body can look like. */
export const correctionBodies = [
  ExecutionCorrectionBody,
  DocumentationCorrectionBody,
  ConsultationCorrectionBody,
] as const;

/** The class that a correction's body is judged by. */
export function correctionBodyOf(body: unknown): new () => object {
  const step: unknown = typeof body === 'object' && body !== null && 'step' in body ? body.step : null;
  if (step === 'execution') return ExecutionCorrectionBody;
  if (step === 'documentation') return DocumentationCorrectionBody;
  return step === 'consultation' ? ConsultationCorrectionBody : UnknownStepBody;
}

type Of<Step extends Correction['step']> = Extract<Correction, { step: Step }>;
