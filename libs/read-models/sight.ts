import { Sight, Tasks } from '@sigill/domain';
import { Value } from './table';

export type Condition = readonly [sql: string, ...values: Value[]];

/** What of `requests` a list may hold; `r.` where the table is joined under that name. */
export function sightConditions(sight: Sight): readonly Condition[] {
  const { unit, handedOver, all } = sight;
  const visible: Condition[] = [];
  if (all) visible.push(['1']);
  if (unit !== null) visible.push(['unit = ?', unit]);
  if (handedOver) visible.push(['executor = 1']);
  return [anyOf(visible), ...partyConditions(sight)];
}

/** Of `inbox i` joined with `requests r`. */
export function taskConditions(tasks: Tasks): readonly Condition[] {
  const { unit, handedOver, decides } = tasks;
  const deciding = decides === null ? '1' : `i.procedure IN (${places(decides)})`;
  const audiences: Condition[] = [];
  if (unit !== null) {
    const sql = `(i.unit = ? AND (i.audience = 'unit' OR (i.audience = 'decider' AND ${deciding})))`;
    audiences.push([sql, unit, ...(decides ?? [])]);
  }
  if (handedOver) audiences.push(["(i.audience = 'executor' AND r.executor = 1)"]);
  return [anyOf(audiences), ...partyConditions(tasks, 'r.')];
}

/** Nothing of a case to which the caller is a party. */
export function partyConditions(
  { notParty, notOfPatients }: Pick<Sight, 'notParty' | 'notOfPatients'>,
  table: '' | 'r.' = '',
): readonly Condition[] {
  const conditions: Condition[] = [];
  if (notParty !== null) conditions.push([`instr(${table}parties, ?) = 0`, notParty]);
  if (notOfPatients.length > 0)
    conditions.push([`${table}patient NOT IN (${places(notOfPatients)})`, ...notOfPatients]);
  return conditions;
}

export const whereOf = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(([sql]) => sql).join(' AND ');

export const valuesOf = (conditions: readonly Condition[]): readonly Value[] =>
  conditions.flatMap(([, ...values]) => values);

/** None of them: nothing. */
const anyOf = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? ['0'] : [`(${conditions.map(([sql]) => sql).join(' OR ')})`, ...valuesOf(conditions)];

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
