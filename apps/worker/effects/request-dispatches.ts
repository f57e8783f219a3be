import { requestEventOf, requestOf } from '@sigill/application';
import { Dispatch, dispatchesFor, evolve, RequestId, RequestState } from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';

/** What the requests' events ask of the worker. Keeps the state of every case that is not closed, from the log alone;
 *  a closed case asks for nothing more. */
export class RequestDispatches {
  readonly #states = new Map<RequestId, RequestState>();

  /** Every event of the log, once and in order; those of other streams ask for nothing. */
  of(logged: LoggedEvent): readonly Dispatch[] {
    const id = requestOf(logged.stream);
    if (id === null) return [];
    const before = this.#states.get(id) ?? null;
    if (before === null && logged.revision > 0) return [];
    const event = requestEventOf(logged);
    const after = evolve(before, event, id);
    if (after.state === 'closed') this.#states.delete(id);
    else this.#states.set(id, after);
    return dispatchesFor(event, after);
  }
}
