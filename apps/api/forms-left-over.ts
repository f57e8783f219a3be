import { setTimeout } from 'node:timers/promises';
import { FormStore } from '@sigill/adapters';
import { requestEventOf, requestIn } from '@sigill/domain';
import { EventLog } from '@sigill/event-log';

export interface SweepPorts {
  readonly store: FormStore;
  readonly log: Pick<EventLog, 'readAll'>;
  /** Whether the rows know the form. */
  readonly isSent: (sha256: string) => boolean;
}

/** Removes the forms that no event names: a try at a submission that was overtaken, or a stop right before the append,
 *  leaves one behind. What the rows do not know is looked for in the log itself before it goes: a row that is missing must not
 *  cost a form. Works in small slices, since callers are answered meanwhile. Returns how many went; none when aborted. */
export function removeFormsLeftOver({ store, log, isSent }: SweepPorts, signal: AbortSignal): Promise<number> {
  return store.sweep(async (lying) => {
    const unknown = new Set<string>();
    for await (const slice of lying) {
      if (signal.aborted) return [];
      for (const sha256 of slice) if (!isSent(sha256)) unknown.add(sha256);
    }
    return (await dropNamed(unknown, log, signal)) ? unknown : [];
  });
}

/** Takes away those that an event names. False: aborted before the log's end. */
async function dropNamed(forms: Set<string>, log: SweepPorts['log'], signal: AbortSignal): Promise<boolean> {
  for (let position = 0; forms.size > 0;) {
    if (signal.aborted) return false;
    const page = await log.readAll(position, pageLength);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const logged of page) {
      const event = requestIn(logged) === null ? null : requestEventOf(logged);
      if (event?.type === 'FormSubmitted') forms.delete(event.data.form.sha256);
    }
    position = last.position;
    await setTimeout(breathMs);
  }
  return true;
}

/** Some milliseconds' work, and as many more left to others. */
const pageLength = 200;
const breathMs = 10;
