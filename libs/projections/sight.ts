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
export function partyConditions({ notParty, notOfPatients }: Unseen, table: '' | 'r.' = ''): readonly Condition[] {
  const conditions: Condition[] = [];
  if (notParty !== null) conditions.push([`instr(${table}parties, ?) = 0`, notParty]);
  if (notOfPatients.length > 0)
    conditions.push([`+${table}patient NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(notOfPatients)]);
  return conditions;
}

/** Whose own cases are not shown, and of which patients none is. */
export type Unseen = Pick<Sight, 'notParty' | 'notOfPatients'>;

/** The requests that nobody shows the caller, by their ids; null: there are none. */
export function unseenRequests({ notParty, notOfPatients }: Unseen): Condition | null {
  if (notParty === null && notOfPatients.length === 0) return null;
  const ofPatients = 'SELECT request FROM requests WHERE patient IN (SELECT value FROM json_each(?))';
  return [`SELECT request FROM parties WHERE person = ? UNION ${ofPatients}`, notParty, JSON.stringify(notOfPatients)];
}

export const valuesOf = (conditions: readonly Condition[]): readonly Value[] =>
  conditions.flatMap(([, ...values]) => values);
