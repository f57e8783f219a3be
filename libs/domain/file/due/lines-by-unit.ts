import { RequestState } from '../../request/state';
import { Instant } from '../../terms';

/** A request that is concerned, and while it is. */
export interface Concerned {
  readonly request: RequestState;
  readonly from: Instant;
  /** The first instant at which it is no more; null: none. */
  readonly until: Instant | null;
}

/** For each unit, at every time since the instant, the newest of its requests that are concerned then. */
export function linesByUnit(concerned: readonly Concerned[], since: Instant): readonly Concerned[] {
  const units = [...new Set(concerned.map(({ request }) => request.unit.hsaId))];
  return units.flatMap((unit) =>
    linesOf(
      concerned
        .filter(({ request }) => request.unit.hsaId === unit)
        .map((one) => (one.from < since ? { ...one, from: since } : one)),
    ),
  );
}

function linesOf(own: readonly Concerned[]): readonly Concerned[] {
  const changes = own.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  const times = [...new Set(changes)].toSorted();
  const lines: Concerned[] = [];
  for (const [place, from] of times.entries()) {
    const until = times[place + 1] ?? null;
    const request = newestAt(own, from);
    const last = lines.at(-1);
    if (request === null) continue;
    if (last?.request === request && last.until === from) lines.splice(-1, 1, { ...last, until });
    else lines.push({ request, from, until });
  }
  return lines;
}

function newestAt(own: readonly Concerned[], at: Instant): RequestState | null {
  const then = own.filter(({ from, until }) => from <= at && (until === null || at < until));
  return (
    then
      .map(({ request }) => request)
      .toSorted(byOpening)
      .at(-1) ?? null
  );
}

const byOpening = (one: RequestState, other: RequestState): number =>
  [one.opened.at, one.id].join(' ') < [other.opened.at, other.id].join(' ') ? -1 : 1;
