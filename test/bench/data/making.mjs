import { Draw } from './draw.mjs';
import { Desk } from './desk.mjs';
import { openFolder } from './folder.mjs';
import { Life } from './life.mjs';
import { makeRegion } from './region.mjs';
import { inOrderOfTime } from './schedule.mjs';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Cases as two years of work leave them behind, in the order of time, through the domain and the log.
 *  @param options `cases`; `large`: how many requests one patient more has (0: none); `openOnly`: all are just registered;
 *  `seed`. Tells its progress on stderr. @returns `{ cases, events, refused, ms }` */
export async function makeData(folder, { cases, large = 0, openOnly = false, seed = 1 }) {
  const began = performance.now();
  const draw = new Draw(seed);
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  const span = { from: now - 730 * dayMs, until: now - hourMs };
  const perPatient = openOnly ? 2 : 4;
  const region = makeRegion(Math.ceil(cases / perPatient) + (large > 0 ? 40 : 0), now, draw);
  const opened = await openFolder(folder, region.register);
  const desk = new Desk(opened, region);
  const told = new Told(desk, cases + large);
  const work = { region, told, openOnly, opinions: 0.15, stopping: 0.08, pace: 1, stayingIn: null };
  const lives = livesOf({ region, cases, large, span, desk, draw, work });
  await inOrderOfTime(lives, span.until);
  told.end();
  const events = await opened.log.head();
  const found = lives.flatMap((life) => life.found);
  const { units, executors, auditor } = region;
  const patient500 = large > 0 ? lives.at(-1).found : [];
  await opened.close({ units, executors, auditor, events, cases: sampled(found, draw), patient500 });
  return { cases: desk.requests, events, refused: told.refusals, ms: performance.now() - began };
}

function livesOf({ region, cases, large, span, desk, draw, work }) {
  const child = large > 0 ? region.patients.find((patient) => isSmall(patient, span.from)) : null;
  const patients = region.patients.filter((patient) => patient !== child);
  const counts = new Array(patients.length).fill(0);
  for (let one = 0; one < cases; one += 1) counts[draw.between(0, patients.length - 1)] += 1;
  const lives = patients.flatMap((patient, at) => {
    const starts = startsOf(counts[at], patient, span, draw);
    return starts.length === 0 ? [] : [new Life(patient, starts, desk, draw.fork(), work)];
  });
  if (child === null) return lives;
  const starts = Array.from({ length: large }, (_, at) => span.from + ((span.until - span.from) / (large + 1)) * at);
  const often = { ...work, opinions: 0.9, stopping: 0, pace: 0.1, stayingIn: 'consulted' };
  return [...lives, new Life(child, starts, desk, draw.fork(), often)];
}

/** Of an age at which the head decides everything that can be asked for, with two guardians. */
const isSmall = ({ bornMs, protection, guardians }, now) =>
  protection === 'none' && guardians.length === 2 && bornMs < now && bornMs > now - 8 * 365 * dayMs;

/** Spread over the time, far enough from each other for one to be closed before the next. */
function startsOf(count, { bornMs }, { from, until }, draw) {
  const first = Math.max(from, bornMs + dayMs);
  const apart = Math.min(12 * dayMs, (until - first) / Math.max(count, 1));
  const free = until - first - apart * count;
  const at = Array.from({ length: count }, () => draw.unit() * free).sort((a, b) => a - b);
  return at.map((offset, index) => Math.floor(first + offset + apart * index));
}

/** All that are open, and of the others as many as anybody asks for. */
function sampled(found, draw) {
  const closed = found.filter(({ state }) => state === 'closed');
  const open = found.filter(({ state }) => state !== 'closed');
  return [...open, ...closed.filter(() => draw.chance(Math.min(1, 20_000 / closed.length)))];
}

/** Progress: a line every few seconds. */
class Told {
  refusals = {};

  constructor(desk, cases) {
    this.began = performance.now();
    const seconds = () => ((performance.now() - this.began) / 1000).toFixed(0);
    this.line = () => console.error(`        ${desk.requests} of ${cases} cases, ${seconds()} s`);
    this.timer = setInterval(this.line, 5_000);
  }

  refused(what) {
    this.refusals[what] = (this.refusals[what] ?? 0) + 1;
  }

  end() {
    clearInterval(this.timer);
    this.line();
  }
}
