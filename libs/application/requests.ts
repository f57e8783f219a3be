import { Injectable } from '@nestjs/common';
import {
  Actor,
  Beside,
  capacityFor,
  Context,
  decide,
  judgeSiblings,
  PersonId,
  RegisteredSibling,
  RequestCommand,
  RequestEvent,
  RequestId,
  RequestState,
} from '@sigill/domain';
import { actorAs, isHidden, roleOf } from './authority';
import { CallOn } from './call';
import { CaseFile, Found } from './case-file';
import { Contexts } from './contexts';
import { Endings } from './endings';
import { NotFound, PreconditionRequired, RevisionConflict } from './errors';
import { Haste } from './deciding-anew';
import { Filing, Outcome, stampOf, Try } from './filing';
import { endingRequestOf } from './ids';
import { FormOfCommand, SignedForms } from './signed-forms';

interface TryOn extends Try {
  readonly form: FormOfCommand;
  readonly beside: Beside | null;
  readonly siblings: Around['siblings'];
}

/** What single commands need beyond the patient's own file. */
export interface Around {
  readonly siblings?: ((of: RequestState) => Promise<readonly RegisteredSibling[]>) | undefined;
  /** Done in other patients' files first, from the request as it stands before. */
  readonly doneBeside?: ((from: RequestState) => Promise<Beside>) | undefined;
}

/** Load the patient's file, decide, append at its exact revision: the one way in which a request changes. Where somebody
 *  else has written meanwhile, the command is decided anew. A keyed command is found in the file and answered again. */
@Injectable()
export class Requests {
  constructor(
    private readonly filing: Filing,
    private readonly contexts: Contexts,
    private readonly endings: Endings,
    private readonly signedForms: SignedForms,
  ) {}

  /** @throws Refusal, NotFound, NotAuthorized, KeyReused, PreconditionRequired, RevisionConflict, StoreUnavailable */
  async transact(call: CallOn, command: RequestCommand, { siblings, doneBeside }: Around = {}): Promise<Outcome> {
    const stamp = stampOf(call, call.request);
    return this.filing.once(call, stamp, async () => {
      const place = await this.filing.placeOf(call.request);
      if (place === null) throw new NotFound();
      const form = new FormOfCommand(this.signedForms);
      const from = doneBeside === undefined ? null : await this.judged(call, command, { patient: place.file, stamp });
      const beside = from === null || doneBeside === undefined ? null : await doneBeside(from);
      return this.filing.until(place.file, hasteOf(command, call.request), (file) =>
        this.carryOut(call, command, { file, stamp, form, beside, siblings }),
      );
    });
  }

  /** The request, where nothing bars the command. The file is let go of before others are taken: two of one family never
   *  wait for each other. Null: the command was carried out before. */
  private judged(
    call: CallOn,
    command: RequestCommand,
    { patient, stamp }: Pick<Try, 'stamp'> & { readonly patient: PersonId },
  ): Promise<RequestState | null> {
    return this.filing.until(patient, { urgent: false }, async (file) => {
      if ((await this.filing.replay(call, { file, stamp })) !== null) return null;
      const state = file.requests.get(call.request);
      if (state === undefined) throw new NotFound();
      const actor = await this.actorIn({ state, file }, call, command);
      const context = await this.contexts.facts.contextFor(state, file, actor, endingRequestOf(stamp.commandId));
      if (command.action === 'siblings') judgeSiblings(command, state, context);
      return state;
    });
  }

  private async carryOut(call: CallOn, command: RequestCommand, at: TryOn): Promise<Outcome> {
    const { stamp } = at;
    const replayed = await this.filing.replay(call, at);
    if (replayed !== null) return replayed;
    const before = at.file.requests.get(call.request);
    if (before === undefined) throw new NotFound();
    const actor = await this.actorIn({ state: before, file: at.file }, call, command);
    const known = await this.contexts.at(before, at.file, actor, endingRequestOf(stamp.commandId));
    const { file } = known;
    const siblings = (await at.siblings?.(before)) ?? [];
    const context = { ...known.context, siblings, beside: at.beside };
    const own = { request: call.request, events: await this.decided(command, before, context, at.form) };
    if (own.events.length === 0) return this.filing.unchanged(at, before);
    const ending = await this.endings.following(own, file, context.now);
    if (ending === null) return this.filing.append({ file, stamp }, [own], context.now);
    await this.filing.place(ending.request, file.patient, stamp, context.now);
    return this.filing.append({ file, stamp }, [own, ending], context.now);
  }

  /** Who acts, in which role; nobody learns of a request's revision who may not act on it.
   *  @throws NotFound, NotAuthorized, PreconditionRequired, RevisionConflict */
  private async actorIn({ state: before, file }: Found, call: CallOn, command: RequestCommand): Promise<Actor> {
    const correction = command.action === 'correction' ? command.data : null;
    const caller = await this.contexts.facts.persons.knownAt(file, call.caller);
    const capacity = capacityFor(command.action, caller, before, correction);
    if (isHidden(capacity)) throw new NotFound();
    if (call.ifMatch === null) throw new PreconditionRequired();
    if (call.ifMatch !== before.revision) throw new RevisionConflict(before.revision);
    return actorAs(call.caller, roleOf(capacity));
  }

  /** @throws Refusal */
  private async decided(
    command: RequestCommand,
    before: RequestState,
    context: Context,
    form: FormOfCommand,
  ): Promise<readonly RequestEvent[]> {
    const prepared = await form.preparedFor(command, before, context);
    const events = decide(command, before, { ...context, form: prepared?.form ?? null });
    if (prepared !== null) await this.signedForms.keep(before.id, prepared);
    return events;
  }
}

const hasteOf = (command: RequestCommand, request: RequestId): Haste => ({
  urgent:
    command.action === 'execution' && ((file: CaseFile): boolean => file.requests.get(request)?.track === 'urgent'),
});
