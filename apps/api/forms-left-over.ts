import { FormStore } from '@sigill/adapters';
import { requestEventOf, requestIn } from '@sigill/application';
import { EventLog } from '@sigill/event-log';

const pageLength = 1_000;

/** Removes the forms that no event names: a try at a submission that was overtaken, or a stop right before the append,
 *  leaves one behind. Whoever calls holds the folder alone. What the table of sent forms does not know is looked for in the
 *  log itself before it goes: a row that is missing must not cost a form. Returns how many went. */
export async function removeFormsLeftOver(
  store: FormStore,
  sent: ReadonlySet<string>,
  log: Pick<EventLog, 'readAll'>,
): Promise<number> {
  const unknown = new Set((await store.kept()).filter((sha256) => !sent.has(sha256)));
  let position = 0;
  while (unknown.size > 0) {
    const page = await log.readAll(position, pageLength);
    const last = page.at(-1);
    if (last === undefined) break;
    for (const logged of page) {
      const event = requestIn(logged) === null ? null : requestEventOf(logged);
      if (event?.type === 'FormSubmitted') unknown.delete(event.data.form.sha256);
    }
    position = last.position;
  }
  for (const sha256 of unknown) await store.remove(sha256);
  return unknown.size;
}
