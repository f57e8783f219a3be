import { commandIdOf } from '@sigill/application';
import { idIn, regionNamed, RequestId } from '@sigill/domain';
import { LoggedEvent } from '@sigill/event-log';
import { isDeepStrictEqual } from 'node:util';
import { openDirectory } from '../../libs/adapters/offline';
import { Clients } from '../support/client';
import { View } from '../support/contract';
import { Acknowledged, send } from './caller';

/** Sends every acknowledged command once more: each must say what it said then, and do nothing. */
export async function answersChanged(
  clients: Clients,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const one of acknowledged) {
    const again = await send(clients, one);
    const same = again !== null && isDeepStrictEqual(said(one.answer), said(again));
    if (!same) faults.push(`${one.key} was answered ${one.answer.text}, and now ${again?.text ?? 'nothing'}`);
    if (again?.headers.get('idempotency-replayed') !== 'true') faults.push(`${one.key} was carried out anew`);
  }
  return faults;
}

/** I-05: what was acknowledged is in the log as one command of that revision and position, and nothing else is that a
 *  caller asked for. */
export async function acknowledgementsLost(
  events: readonly LoggedEvent[],
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const staff = await (await openDirectory(null, regionNamed('vgr'))).staffList();
  const commands = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const { commandId } = event.command;
    if (idIn('refused', event.stream) !== null) continue;
    if (event.actor.kind === 'user' || commands.has(commandId))
      commands.set(commandId, [...(commands.get(commandId) ?? []), event]);
  }
  const faults: string[] = [];
  for (const { order, key, answer } of acknowledged) {
    const caller = staff.find(({ persona }) => persona === order.by);
    if (caller === undefined) throw new Error(order.by);
    const commandId = commandIdOf({ caller, key }, answer.body.id as RequestId);
    const own = commands.get(commandId) ?? [];
    const last = own.filter(({ caseId }) => caseId === answer.body.id).at(-1);
    const place = [last?.caseId, `"${String((last?.caseRevision ?? -2) + 1)}"`, String(own.at(-1)?.position)];
    if (!isDeepStrictEqual(place, [answer.body.id, answer.etag, answer.position]))
      faults.push(
        `${key} was acknowledged as ${answer.body.id} ${String(answer.etag)}, the log has ${place.join(' ')}`,
      );
    commands.delete(commandId);
  }
  for (const [commandId, [event]] of commands) faults.push(`nobody asked for ${commandId}: ${event?.stream ?? ''}`);
  return faults;
}

/** I-16: of each mail at most as many arrived as its effect knows of, and at least one where it says so. */
export function mailsMiscounted(
  events: readonly LoggedEvent[],
  accepted: ReadonlyMap<string, number>,
): { readonly uncertain: number; readonly faults: readonly string[] } {
  const effects = new Map<string, Told>();
  for (const event of events)
    if (idIn('effect', event.stream) !== null)
      effects.set(event.stream, told(effects.get(event.stream) ?? untold, event));
  const faults: string[] = [];
  const left = new Map(accepted);
  for (const [stream, { messageId, uncertain, succeeded }] of effects) {
    const arrived = left.get(messageId) ?? 0;
    left.delete(messageId);
    if (arrived > 1 + uncertain)
      faults.push(`${stream} arrived ${String(arrived)} times, uncertain ${String(uncertain)}`);
    if (succeeded && arrived < 1) faults.push(`${stream} succeeded and never arrived`);
    if (!succeeded && uncertain < 2) faults.push(`${stream} was given up`);
  }
  for (const messageId of left.keys()) faults.push(`${messageId} arrived and no effect knows of it`);
  return { uncertain: [...effects.values()].filter((effect) => effect.uncertain > 0).length, faults };
}

interface Told {
  readonly messageId: string;
  readonly uncertain: number;
  readonly succeeded: boolean;
}

const untold: Told = { messageId: '', uncertain: 0, succeeded: false };

function told(so: Told, { type, data }: LoggedEvent): Told {
  const messageId = 'messageId' in data ? String(data.messageId) : so.messageId;
  return {
    messageId,
    uncertain: so.uncertain + (type === 'EffectUncertain' ? 1 : 0),
    succeeded: so.succeeded || type === 'EffectSucceeded',
  };
}

/** What an answer is bound to say for ever: not what is judged when it is asked, nor how much of a number the caller may see then. */
function said({ status, etag, position, headers, body }: Acknowledged['answer']): object {
  const judgedNow: readonly (keyof View)[] = ['measures', 'effects', 'deadlines', 'warnings', 'allowedActions'];
  const lasting = Object.fromEntries(Object.entries(body).filter(([name]) => !judgedNow.some((one) => one === name)));
  const masked = JSON.stringify(lasting).replaceAll(/(\d{8}-)\d{4}/g, '$1****');
  return { status, etag, position, location: headers.get('location'), lasting: JSON.parse(masked) as object };
}
