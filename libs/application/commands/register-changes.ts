import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { legalDateOf, PersonalNumber, PersonId, RegisterChange } from '@sigill/domain';
import { Position } from '@sigill/event-log';
import { personal, rightlyWritten } from '../asked-numbers';
import { IsList, IsNumberText } from '../bodies';
import { Facts } from '../facts';
import { Looks } from '../looks';
import { ReadSide } from '../read-side';

/** Patients looked at in one call. */
const limit = 100;

/** `POST /v1/register-changes` */
export class RegisterChangesBody {
  @IsList(limit, 1)
  @IsNumberText({ each: true })
  readonly patients: readonly string[];
}

/** What a look at the register found for each patient, in the order asked. */
export interface RegisterChanges {
  readonly items: readonly { readonly patient: PersonId; readonly changed: readonly RegisterChange[] }[];
}

export interface RegisterChangesFound {
  readonly changes: RegisterChanges;
  /** Everything that was written stands at or before it. */
  readonly position: Position;
}

/** The register says that something has changed of these patients: it is looked at anew, and what follows is in the log. */
export class TakeRegisterChanges extends Command<RegisterChangesFound> {
  constructor(readonly body: RegisterChangesBody) {
    super();
  }
}

@CommandHandler(TakeRegisterChanges)
export class TakeRegisterChangesHandler implements ICommandHandler<TakeRegisterChanges> {
  constructor(
    private readonly looks: Looks,
    private readonly facts: Facts,
    private readonly readSide: ReadSide,
  ) {}

  /** @throws Refusal `invalid-body`, `person-number-type`: before anything is written; StoreUnavailable */
  async execute({ body }: TakeRegisterChanges): Promise<RegisterChangesFound> {
    const numbers = this.numbersIn(body.patients);
    await this.looks.refresh();
    const items: RegisterChanges['items'][number][] = [];
    let newest = this.readSide.position();
    for (const number of numbers) {
      const { changed, position } = await this.looks.at(number);
      items.push({ patient: this.looks.idOf(number), changed });
      newest = Math.max(newest, position ?? 0);
    }
    return { changes: { items }, position: newest };
  }

  private numbersIn(texts: readonly string[]): readonly PersonalNumber[] {
    const asked = texts.map((text, index) => ({ text, pointer: `/patients/${String(index)}` }));
    return rightlyWritten(asked, legalDateOf(this.facts.now())).map(personal);
  }
}
