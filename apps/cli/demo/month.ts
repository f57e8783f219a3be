import { Draw } from './draw';
import { RefusedByRules, Session } from './session';
import { drawStory, Story } from './stories';

export interface MonthOptions {
  readonly url: string;
  readonly seed: number;
  readonly days: number;
}

interface Counts {
  steps: number;
  ended: number;
  /** By code: how often, and what the program said of it. */
  readonly refused: Map<string, { readonly count: number; readonly detail: string }>;
}

interface Running {
  readonly story: Story;
  readonly dueMs: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A month of traffic in a running program, moved along by its clock; the same seed on an empty data folder tells the same
 *  stories. `tell` gets one line a day. */
export async function driveMonth({ url, seed, days }: MonthOptions, tell: (line: string) => void): Promise<void> {
  const session = new Session(url);
  const draw = new Draw(seed);
  const start = await session.now();
  let running: Running[] = planned(session, draw, start, days);
  const counts: Counts = { steps: 0, ended: 0, refused: new Map() };
  for (let day = 0; running.length > 0; day += 1) {
    const until = start + (day + 1) * dayMs;
    running = await throughDay(running, until, session, counts);
    const date = new Date(until - dayMs).toISOString().slice(0, 10);
    tell(
      `${date}  ${String(counts.steps)} steps, ${String(counts.ended)} cases ended, ${String(running.length)} to come, ${String(sum(counts.refused))} refused by the rules`,
    );
  }
  if (counts.refused.size > 0)
    tell('Refused by the rules, as now and then in a real month; nothing is wrong with the program:');
  for (const [code, { count, detail }] of [...counts.refused].sort()) tell(`  ${code} (${String(count)}): ${detail}`);
  tell(`${String(session.commands)} commands sent`);
}

/** Two or three cases a day, at any hour. */
function planned(session: Session, draw: Draw, start: number, days: number): Running[] {
  return Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    Array.from({ length: draw.between(2, 3) }, () => ({
      story: drawStory(session, draw),
      dueMs: start + day * dayMs + draw.between(0, 23) * hourMs,
    })),
  );
}

/** Takes every step that is due before the day ends, in the order in which they fall due. */
async function throughDay(
  running: readonly Running[],
  until: number,
  session: Session,
  counts: Counts,
): Promise<Running[]> {
  const left = [...running];
  for (;;) {
    left.sort((one, other) => one.dueMs - other.dueMs);
    const next = left[0];
    if (next === undefined || next.dueMs >= until) return left;
    left.shift();
    if (next.dueMs > (await session.now())) await session.moveTo(next.dueMs);
    const hours = await taken(next.story, counts.refused);
    counts.steps += 1;
    if (hours === null) counts.ended += 1;
    else left.push({ story: next.story, dueMs: next.dueMs + hours * hourMs });
  }
}

/** Hours until the story's next step; null when it has ended, by itself or because the rules refused. */
async function taken(story: Story, refused: Counts['refused']): Promise<number | null> {
  try {
    const step = await story.next();
    return step.done === true ? null : step.value;
  } catch (error) {
    if (!(error instanceof RefusedByRules)) throw error;
    const { code, detail } = error;
    refused.set(code, { count: (refused.get(code)?.count ?? 0) + 1, detail });
    return null;
  }
}

const sum = (counts: Counts['refused']): number => [...counts.values()].reduce((total, { count }) => total + count, 0);
