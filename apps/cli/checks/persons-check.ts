import { LoggedEvent, personIdOf } from '@sigill/event-log';
import { Findings } from './finding';

/** I-26: everybody in the log stands under the id that his or her number gives. */
export function checkPersons(event: LoggedEvent, indexKey: Buffer, findings: Findings): void {
  for (const [id, person] of Object.entries(event.persons)) {
    const number: unknown = 'personalNumber' in person ? person.personalNumber : null;
    if (typeof number !== 'string' || personIdOf(indexKey, number) !== id)
      findings.add('I-26', event, `person ${id} does not have the id that the number gives under this index key`);
  }
}

/** A file's events, those of each request together. */
export function byCase<Id extends string>(
  events: readonly LoggedEvent[],
): ReadonlyMap<Id, readonly [LoggedEvent, ...LoggedEvent[]]> {
  const cases = new Map<Id, [LoggedEvent, ...LoggedEvent[]]>();
  for (const event of events) {
    const known = cases.get(event.caseId as Id);
    if (known === undefined) cases.set(event.caseId as Id, [event]);
    else known.push(event);
  }
  return cases;
}
