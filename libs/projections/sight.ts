import { Sight } from '@sigill/domain';
import { Value } from './engine/db';

/** SQL, and the values for its places. */
export type Condition = readonly [sql: string, ...values: Value[]];

/** What of `requests` a list may hold. */
export function sightConditions(sight: Sight): readonly Condition[] {
  const { unit, handedOver, all } = sight;
  return [...(all ? [] : [visibleTo(unit, handedOver)]), ...partyConditions(sight)];
}

function visibleTo(unit: string | null, handedOver: boolean): Condition {
  const visible: Condition[] = [];
  if (unit !== null) visible.push(['unit = ?', unit]);
  if (handedOver) visible.push(['executor = 1']);
  return visible.length === 0 ? ['0'] : [`(${visible.map(([sql]) => sql).join(' OR ')})`, ...valuesOf(visible)];
}

/** Nothing of a case to which the caller is a party; `r.` where `requests` is joined under that name. */
export const partyConditions = ({ notOfPatients }: Unseen, table: '' | 'r.' = ''): readonly Condition[] =>
  notOfPatients.length === 0
    ? []
    : [[`+${table}patient NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(notOfPatients)]];

/** Of which patients no case is shown. */
export type Unseen = Pick<Sight, 'notOfPatients'>;

/** The requests that nobody shows the caller, by their ids; null: there are none. */
export const unseenRequests = ({ notOfPatients }: Unseen): Condition | null =>
  notOfPatients.length === 0
    ? null
    : ['SELECT request FROM requests WHERE patient IN (SELECT value FROM json_each(?))', JSON.stringify(notOfPatients)];

export const valuesOf = (conditions: readonly Condition[]): readonly Value[] =>
  conditions.flatMap(([, ...values]) => values);
