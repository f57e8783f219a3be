import {
  dispatchByTime,
  effectEventOf,
  EffectEvent,
  EffectState,
  evolveEffect,
  requestedEffect,
  RequestedByTime,
} from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';
import { dueEffectOf } from '@sigill/projections';
import { isDeepStrictEqual } from 'node:util';
import { oneLine } from '../one-line';
import { Findings } from './finding';
import { Intent } from './request-replay';

/** Takes an effect's own events in once more: the automaton must allow each (I-15: so that nothing is sent after it has
 *  succeeded), and they must carry out what a request's event asked for (I-14). What follows one that cannot be is not
 *  judged. `intent` null: nothing asked for it; undefined: the request that would tell cannot be read. */
export function replayEffect(
  events: readonly LoggedEvent[],
  intent: Intent | null | undefined,
  findings: Findings,
): EffectState {
  let state = requestedEffect;
  const [first] = events;
  if (first !== undefined && intent === null) findings.add('I-14', first, 'nothing in the log asks for this effect');
  for (const logged of events) {
    const event = known(logged, findings);
    if (event === null) break;
    if (intent) judge(logged, event, intent, findings);
    try {
      state = evolveEffect(state, event);
    } catch (error) {
      findings.add('I-15', logged, oneLine(error));
      break;
    }
  }
  return state;
}

/** What time asks for, where the stream begins so; null where it does not, or its id is not that of what it asks for. */
export function intentOfTime(id: string, [first]: readonly LoggedEvent[]): Intent | null {
  if (first?.type !== 'EffectRequested') return null;
  const data = first.data as RequestedByTime;
  return dueEffectOf(data.request, data.due) === id ? { dispatch: dispatchByTime(data), place: first } : null;
}

function known(logged: LoggedEvent, findings: Findings): EffectEvent | null {
  try {
    return effectEventOf(logged);
  } catch (error) {
    findings.add('I-10', logged, oneLine(error));
    return null;
  }
}

function judge(logged: LoggedEvent, event: EffectEvent, { dispatch, place }: Intent, findings: Findings): void {
  if (logged.position < (place.position ?? 0)) findings.add('I-14', logged, 'it stands before what asks for it');
  if (event.type !== 'EffectClaimed') return;
  const { kind, template, recipient } = dispatch;
  const { data } = event;
  if (!isDeepStrictEqual([data.kind, data.template, data.recipient], [kind, template, recipient]))
    findings.add('I-14', logged, 'it was claimed as another effect than was asked for');
}
