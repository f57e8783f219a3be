import { Injectable } from '@nestjs/common';
import {
  AllowedActions,
  Asking,
  Looking,
  NotFound,
  Outcome,
  OutcomeBeside,
  Persons,
  Presenter,
} from '@sigill/application';
import { PersonId, Refusal, RequestId } from '@sigill/domain';
import { AllowedAction, PersonView, RequestView } from '@sigill/projections';
import type { FastifyReply } from 'fastify';
import { askingOf, Incoming, IncomingOn } from '../http/calls';
import { RefusedCall } from '../http/errors';

/** A sibling for whom no request could be opened, and the code of an opening. */
export interface SiblingRefusal {
  readonly person: PersonView;
  readonly code: string;
}

export type SiblingsAnswer = RequestView & { readonly refused: readonly SiblingRefusal[] };

/** How commands are answered: the request's view, with ETag and Sigill-Position; a refusal says what can be done instead. */
@Injectable()
export class Answers {
  constructor(
    private readonly presenter: Presenter,
    private readonly looking: Looking,
    private readonly persons: Persons,
    private readonly allowedActions: AllowedActions,
  ) {}

  async opened(reply: FastifyReply, call: Incoming, run: () => Promise<Outcome>): Promise<void> {
    const outcome = await this.orRefused(run, call, null);
    const view = await this.viewOf(outcome, call);
    void reply.code(201).header('Location', `/v1/requests/${outcome.state.id}`);
    await this.send(reply, outcome, view);
  }

  async changed(reply: FastifyReply, call: IncomingOn, run: () => Promise<Outcome>): Promise<void> {
    const outcome = await this.orRefused(run, call, call.request);
    const view = await this.viewOf(outcome, call);
    void reply.code(200);
    await this.send(reply, outcome, view);
  }

  /** With the view, for whom nothing could be opened, and why. */
  async changedBeside(reply: FastifyReply, call: IncomingOn, run: () => Promise<OutcomeBeside>): Promise<void> {
    const outcome = await this.orRefused(run, call, call.request);
    const view = await this.viewOf(outcome, call);
    const personOf = (id: PersonId): readonly PersonView[] =>
      view.siblings.map(({ person }) => person).filter((person) => person.id === id);
    const refused = outcome.refused.flatMap(({ person: id, code }) =>
      personOf(id).map((person): SiblingRefusal => ({ person, code })),
    );
    void reply.code(200);
    await this.send(reply, outcome, { ...view, refused } satisfies SiblingsAnswer);
  }

  /** @throws NotFound */
  private async viewOf({ state, file }: Outcome, { caller, language }: Incoming): Promise<RequestView> {
    return this.presenter.show({ state, file }, await this.persons.knownAt(file, caller), language);
  }

  private async send(
    reply: FastifyReply,
    { state, position, replayed }: Outcome,
    view: RequestView | SiblingsAnswer,
  ): Promise<void> {
    void reply.header('ETag', `"${String(state.revision)}"`).header('Sigill-Position', String(position));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    await reply.send(view);
  }

  private async orRefused<Left extends Outcome>(
    run: () => Promise<Left>,
    call: Incoming,
    request: RequestId | null,
  ): Promise<Left> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const asking = askingOf(call);
      const existing = await this.readable(error.details.existing, asking);
      throw new RefusedCall(error, await this.allowed(request, asking), existing);
    }
  }

  /** The id, for a caller who may read the request. */
  private async readable(id: string | undefined, asking: Asking): Promise<string | null> {
    if (id === undefined) return null;
    try {
      return (await this.looking.at(asking, id as RequestId, 'view')).state.id;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  private async allowed(request: RequestId | null, asking: Asking): Promise<readonly AllowedAction[] | null> {
    if (request === null) return null;
    try {
      const seen = await this.looking.at(asking, request, 'view');
      return await this.allowedActions.of(seen, seen.caller);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }
}
