import { Instant, LegalDate } from '@sigill/domain';
import { daysFrom, swedishDay } from '../../domain/access/days';
import { Story, Told } from './story';

/** Days that are asked about by what was known at one moment. */
export interface Asked {
  readonly knownAt: Instant;
  readonly days: readonly LegalDate[];
}

/** The days on and beside which something happens, and moments right before, at and after something was recorded. */
export function questionsOf({ told, ...family }: Story, seed: number): readonly Asked[] {
  const days = [...turningDays({ told, ...family })].sort();
  const beside = (count: number, by: number): readonly LegalDate[] =>
    spread(days, seed + by, count).flatMap((day) => [daysFrom(day, -1), day, daysFrom(day, by)]);
  const instants = told.map(({ at }) => at);
  const past = spread(instants, seed, 3).map((at, index) => moved(at, index - 1));
  return [
    { knownAt: instants.at(-1)!, days: beside(6, 1) },
    ...past.map((knownAt, index) => ({ knownAt, days: beside(2, index + 2) })),
  ];
}

const moved = (at: Instant, by: number): Instant => new Date(Date.parse(at) + by).toISOString() as Instant;

/** Some of them, all over. */
const spread = <T>(from: readonly T[], seed: number, count: number): readonly T[] =>
  from.length <= count
    ? from
    : Array.from({ length: count }, (_, index) => from[(seed * 7 + index * 31) % from.length]!);

function turningDays({ birthDate, told }: Story): ReadonlySet<LegalDate> {
  const birthdays = [0, 13, 16, 18].map((age) => `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`);
  const possible = birthdays.map((day) => daysFrom(`${day.slice(0, 7)}-01` as LegalDate, Number(day.slice(8)) - 1));
  return new Set([...possible, ...told.flatMap(daysIn)]);
}

function daysIn(one: Told): readonly LegalDate[] {
  const days = [swedishDay(one.at)];
  if (one.does === 'look') days.push(...[one.child, ...one.guardians].flatMap(({ died }) => died ?? []));
  if (one.does === 'open' || one.does === 'grant')
    days.push(...[one.validFrom, one.validUntil].flatMap((day) => day ?? []));
  if (one.does === 'receipts' || one.does === 'correct')
    days.push(...one.items.flatMap(({ performedAt }) => (performedAt === null ? [] : swedishDay(performedAt))));
  return days;
}
