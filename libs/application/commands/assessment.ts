import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { legalDateOf } from '@sigill/domain';
import type { CommandOf, RequestState, SiblingAnswer } from '@sigill/domain';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { IsListOfRecords, IsNumberOrId, IsOneOf, IsRecord, IsWords, limits, Optional } from '../bodies';
import { CallOn } from '../call';
import { Outcome } from '../filing';
import { Requests } from '../requests';
import { Facts } from '../facts';
import { SiblingsInRegister } from '../siblings-in-register';

const answer = {
  type: 'object',
  properties: {
    answer: { type: ['boolean', 'string'], maxLength: limits.freeText },
    note: { type: 'string', maxLength: limits.freeText },
  },
  required: ['answer'],
  additionalProperties: false,
} as const;

/** Another child of a guardian in the case. */
export class SiblingAnswerBody {
  @IsNumberOrId()
  readonly person: string;

  @IsOneOf(['needs-block', 'no-need'])
  readonly answer: SiblingAnswer['answer'];

  @Optional()
  @IsWords(limits.freeText)
  readonly note?: string | null;
}

/** `POST /v1/requests/{id}/assessment` */
export class AssessmentBody implements Omit<Data, 'siblings'> {
  /** By the ids of the pinned checklist, which judges them. */
  @IsRecord({ additionalProperties: answer })
  readonly answers: Readonly<Record<string, unknown>>;

  @IsOneOf(['grant', 'refuse'])
  readonly recommendation: 'grant' | 'refuse';

  @Optional()
  @IsListOfRecords()
  @ValidateNested({ each: true })
  @Type(() => SiblingAnswerBody)
  readonly siblings?: readonly SiblingAnswerBody[] | null;
}

/** The assessment, which names persons by their numbers. */
export class Assess extends Command<Outcome> {
  constructor(
    readonly call: CallOn,
    readonly body: AssessmentBody,
  ) {
    super();
  }
}

@CommandHandler(Assess)
export class AssessHandler implements ICommandHandler<Assess> {
  constructor(
    private readonly requests: Requests,
    private readonly siblings: SiblingsInRegister,
    private readonly facts: Facts,
  ) {}

  async execute({ call, body: { siblings, ...body } }: Assess): Promise<Outcome> {
    const today = legalDateOf(this.facts.now());
    const data = siblings ? { ...body, siblings: this.siblings.named(siblings, today) } : body;
    const around = siblings ? { siblings: (of: RequestState) => this.siblings.registered(of) } : {};
    return this.requests.transact(call, { action: 'assessment', data }, around);
  }
}

type Data = CommandOf<'assessment'>['data'];
