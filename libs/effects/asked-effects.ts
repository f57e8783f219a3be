import { effectIdOf } from '@sigill/application/plain';
import {
  BrokenHistory,
  Dispatch,
  dispatchByTime,
  dispatchesFor,
  EffectIntent,
  effectEventOf,
  evolveEffect,
  requestEventOf,
  requestIn,
  RequestState,
  requestedEffect,
  streamOf,
} from '@sigill/domain';
import { EventLog, LoggedEvent, Position } from '@sigill/event-log';
import { News, Rows } from '@sigill/following';
import { openEffects, sealedRequest } from '@sigill/projections';
import { EffectInHand } from './effect-in-hand';
import { AskedEffect, OpenEffect } from './open-effect';

/** The rows of requests and effects, and what they take in. */
export type FollowedRows = Pick<Rows, 'db' | 'open' | 'position' | 'hear'>;

/** What the log asks for. Which effects are open is found in the projector's rows, which may be lost and are then made anew;
 *  what an effect is and what became of it is read from the log. */
export class AskedEffects {
  constructor(
    private readonly rows: FollowedRows,
    private readonly log: Pick<EventLog, 'read' | 'readUpTo'>,
  ) {}

  /** How much of the log is in the rows. */
  position(): Position {
    return this.rows.position();
  }

  /** Tells of what the rows take in. */
  hear(listener: (news: readonly News[]) => void): void {
    this.rows.hear(listener);
  }

  /** Those that the rows do not call closed, in the order in which they were asked for, and how much of the log is in those
   *  rows: they may be ahead of what has been told of them. */
  open(): { readonly effects: readonly OpenEffect[]; readonly position: Position } {
    const { rows, position } = openEffects(this.rows.db);
    const effects = rows.map(
      ({ effect, request, asked, state }) => new OpenEffect({ id: effect, request, asked }, state, null),
    );
    return { effects, position };
  }

  /** @throws BrokenHistory where the log does not ask for it, or its stream tells what cannot be */
  async inHand({ asked }: OpenEffect): Promise<EffectInHand> {
    const asking = await this.asking(asked);
    const { events, heads } = await this.log.read(streamOf('effect', asked.id));
    const state = events.map(effectEventOf).reduce(evolveEffect, requestedEffect);
    return new EffectInHand(this.intent(asked, asking), asking.command.correlationId, state, heads);
  }

  private async asking({ id, request, asked }: AskedEffect): Promise<LoggedEvent> {
    const [event] = await this.log.readUpTo(asked, 1);
    const isAsking = event?.position === asked && event.caseId === request;
    if (!isAsking || !(requestIn(event) === request || event.stream === streamOf('effect', id)))
      throw new BrokenHistory(`effect ${id} is asked for nowhere`);
    return event;
  }

  private intent({ id, request }: AskedEffect, asking: LoggedEvent): EffectIntent {
    if (asking.stream === streamOf('effect', id)) return { ...dispatchIn(asking), id, causedBy: asking.eventId };
    const dispatches = dispatchesFor(requestEventOf(asking), this.request(request));
    const dispatch = dispatches.find((one) => effectIdOf(asking.eventId, one) === id);
    if (dispatch === undefined) throw new BrokenHistory(`effect ${id} is not what its event asks for`);
    return { ...dispatch, id, causedBy: asking.eventId };
  }

  /** Its number and its unit, which are those of its opening for ever; sealed, so that nobody can have changed them. */
  private request(id: AskedEffect['request']): RequestState {
    const sealed = sealedRequest(this.rows.db, id);
    if (sealed === null) throw new BrokenHistory(`request ${id} asks for effects and is not there`);
    return this.rows.open(id, sealed);
  }
}

/** What time asks for by the first event of the effect's own. */
function dispatchIn(asking: LoggedEvent): Dispatch {
  const event = effectEventOf(asking);
  if (event.type !== 'EffectRequested') throw new BrokenHistory(`${asking.stream} begins with ${event.type}`);
  return dispatchByTime(event.data);
}
