import { Command, CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import type { Beside, CommandOf, PersonId, RefusedBeside } from '@sigill/domain';
import { IsId, IsList } from '../bodies';
import { CallOn } from '../call';
import { CaseFiles } from '../case-files';
import { Outcome } from '../filing';
import { Requests } from '../requests';
import { SiblingOpenings } from '../sibling-openings';

/** `POST /v1/requests/{id}/siblings` */
export class SiblingsBody implements Data {
  @IsList(20, 1)
  @IsId({ each: true })
  readonly persons: readonly PersonId[];
}

/** What became of the request itself, and for whom nothing could be opened. */
export interface OutcomeBeside extends Outcome {
  readonly refused: readonly RefusedBeside[];
}

/** A request for each of the siblings, in the file of each. */
export class OpenForSiblings extends Command<OutcomeBeside> {
  constructor(
    readonly call: CallOn,
    readonly data: Data,
  ) {
    super();
  }
}

@CommandHandler(OpenForSiblings)
export class OpenForSiblingsHandler implements ICommandHandler<OpenForSiblings> {
  constructor(
    private readonly requests: Requests,
    private readonly openings: SiblingOpenings,
    private readonly files: CaseFiles,
  ) {}

  async execute({ call, data }: OpenForSiblings): Promise<OutcomeBeside> {
    let beside: Beside | null = null;
    const outcome = await this.requests.transact(
      call,
      { action: 'siblings', data },
      {
        doneBeside: async (from) => (beside = await this.openings.open(call, from, data.persons)),
      },
    );
    return { ...outcome, refused: outcome.replayed ? await this.refusedThen(outcome) : refusedIn(beside) };
  }

  /** As the answer that is given again said. */
  private async refusedThen({ state, file }: Outcome): Promise<readonly RefusedBeside[]> {
    const { event } = (await this.files.eventsOf(file, state.id))[state.revision - 1] ?? {};
    return event?.type === 'RelatedRequestsOpened' ? event.data.refused : [];
  }
}

const refusedIn = (beside: Beside | null): readonly RefusedBeside[] => beside?.refused ?? [];

type Data = CommandOf<'siblings'>['data'];
