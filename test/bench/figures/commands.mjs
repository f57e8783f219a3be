import { Caller } from '../caller.mjs';
import { answersOf } from '../data/case.mjs';
import { Draw } from '../data/draw.mjs';
import { casesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';
import { startProgram } from '../program.mjs';
import { inFlight, median, percentile } from '../rounds.mjs';

const { procedureNamed } = built('libs/domain/index.js');

const rounds = 3;
const countsOf = (quick) => (quick ? { 1: 150, 8: 600, 32: 1_200 } : { 1: 400, 8: 1_600, 32: 3_200 });
const warmUp = 1_600;

/** What a run on the embedded log takes. */
const usual = (quick) => ({ counts: countsOf(quick), warmUp, start: startProgram });

/** How many registered cases the rounds take. */
export const assessmentsNeeded = (quick) =>
  warmUp + rounds * Object.values(countsOf(quick)).reduce((sum, count) => sum + count, 0);

/** Assessments over HTTP, from the token to the durable event, on cases whose files are not in memory; each caller on a
 *  kept-alive connection. Per second, and how long one takes.
 *  @param folder made with `openOnly` @param taken how many for so many callers, how many before, and how the program is started */
export async function commandFigures(folder, issuer, taken) {
  const { counts, warmUp, start } = typeof taken === 'boolean' ? usual(taken) : taken;
  const program = await start(folder, issuer);
  const assessing = await Assessing.over(folder, issuer, program.port);
  await assessing.round(32, warmUp);
  const rates = {};
  const ms = {};
  for (let round = 0; round < rounds; round += 1)
    for (const [atOnce, count] of Object.entries(counts)) {
      const measured = await assessing.round(Number(atOnce), count);
      (rates[atOnce] ??= []).push(measured.perSecond);
      (ms[atOnce] ??= []).push(...measured.ms);
    }
  await program.stop();
  return {
    ...Object.fromEntries(Object.entries(rates).map(([atOnce, those]) => [`path.command.${atOnce}`, median(those)])),
    'path.command.1.p95ms': percentile(ms[1], 0.95),
    'path.command.32.p99ms': percentile(ms[32], 0.99),
  };
}

/** Takes registered cases in any order, each once. */
export class Assessing {
  #left;

  static async over(folder, issuer, port) {
    const { units, cases } = casesIn(folder);
    const tokens = new Map();
    for (const { hsaId, clinicians } of units) tokens.set(hsaId, await issuer.tokenFor(clinicians[0]));
    return new Assessing(cases, tokens, port);
  }

  constructor(cases, tokens, port) {
    const draw = new Draw(7);
    const decidedByHead = ({ state, procedure }) =>
      state === 'registered' && procedureNamed(procedure).decided.by === 'head';
    this.draw = draw;
    this.tokens = tokens;
    this.port = port;
    this.#left = draw.ordered(cases.filter(decidedByHead).map((one) => [one, 1]));
  }

  async round(atOnce, count) {
    if (this.#left.length < count) throw new Error('there are no registered cases left to assess');
    const work = this.#left.splice(0, count).map((one) => this.#assessmentOf(one));
    const callers = Array.from({ length: atOnce }, () => new Caller(this.port));
    await Promise.all(callers.map((caller) => caller.ask('GET', '/health/live')));
    const measured = await inFlight(atOnce, count, (one, hand) => callers[hand].ask('POST', ...work[one]));
    for (const caller of callers) caller.close();
    return measured;
  }

  #assessmentOf({ id, unit, revision, procedure }) {
    const body = { answers: answersOf(procedureNamed(procedure), this.draw), recommendation: 'grant' };
    return [`/v1/requests/${id}/assessment`, { token: this.tokens.get(unit), body, ifMatch: revision }];
  }
}
