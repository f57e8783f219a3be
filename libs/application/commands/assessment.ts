import type { CommandOf } from '@sigill/domain';
import { IsOneOf, IsRecord, limits } from '../bodies';

const answer = {
  type: 'object',
  properties: {
    answer: { type: ['boolean', 'string'], maxLength: limits.freeText },
    note: { type: 'string', maxLength: limits.freeText },
  },
  required: ['answer'],
  additionalProperties: false,
} as const;

/** `POST /v1/requests/{id}/assessment` */
export class AssessmentBody implements Data {
  /** By the ids of the pinned checklist, which judges them. */
  @IsRecord({ additionalProperties: answer })
  readonly answers: Readonly<Record<string, unknown>>;

  @IsOneOf(['grant', 'refuse'])
  readonly recommendation: 'grant' | 'refuse';
}

type Data = CommandOf<'assessment'>['data'];
