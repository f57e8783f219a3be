import { Caller } from '../caller.mjs';
import { Draw } from '../data/draw.mjs';
import { casesIn } from '../data/folder.mjs';
import { built } from '../dist.mjs';
import { percentile } from '../rounds.mjs';

const { procedures, states } = built('libs/domain/index.js');

const warmUp = 40;
const asked = 300;
export const questions = [
  ...['inbox', 'search', 'search.patient', 'access', 'timeline', 'history', 'volumes', 'measures', 'mismatches'],
];

/** Each question over HTTP, one after the other on one connection, by callers of all units about cases chosen at random, so
 *  that most files are not in memory. Milliseconds, the 95th percentile. @param size names the figures, as `10k` */
export async function questionFigures(folder, size, program, issuer) {
  const caller = new Caller(program.port);
  const asking = new Asking(casesIn(folder), issuer);
  const figures = {};
  for (const question of questions) {
    const ms = [];
    for (let one = 0; one < warmUp + asked; one += 1) {
      const [method, path, about] = await asking.next(question);
      const start = performance.now();
      await caller.ask(method, path, about);
      ms.push(performance.now() - start);
    }
    figures[`${question}.${size}.p95ms`] = percentile(ms.slice(warmUp), 0.95);
  }
  caller.close();
  return figures;
}

/** Draws who asks, and what of. */
class Asking {
  #draw = new Draw(11);
  #left = [];

  constructor({ units, executors, auditor, cases }, issuer) {
    this.units = units;
    this.executors = executors;
    this.auditor = auditor;
    this.cases = cases;
    this.issuer = issuer;
  }

  async next(question) {
    const { who, method, path, body } = this.#makers[question]();
    return [method, path, { token: await this.issuer.tokenFor(who), body }];
  }

  #makers = {
    inbox: () => {
      const who = this.#draw.chance(0.1) ? this.#draw.pick(this.executors) : this.#anyone();
      return { who, method: 'GET', path: '/v1/inbox' };
    },
    search: () => ({
      who: this.#draw.chance(0.2) ? this.auditor : this.#anyone(),
      method: 'POST',
      path: '/v1/requests/search',
      body: this.#filter(),
    }),
    'search.patient': () => {
      const { patient, unit } = this.#case();
      return { who: this.#staffOf(unit), method: 'POST', path: '/v1/requests/search', body: { patient } };
    },
    access: () => ({
      who: this.#anyone(),
      method: 'POST',
      path: '/v1/access/search',
      body: { patient: this.#case().patient },
    }),
    timeline: () => ({
      who: this.#anyone(),
      method: 'POST',
      path: '/v1/access/timeline',
      body: { patient: this.#case().patient },
    }),
    history: () => {
      const { id, unit } = this.#case();
      return { who: this.#staffOf(unit), method: 'GET', path: `/v1/requests/${id}/history` };
    },
    volumes: () => this.#report('volumes'),
    measures: () => this.#report('measures'),
    mismatches: () => this.#report('mismatches'),
  };

  #report(name) {
    const who = this.#draw.chance(0.2) ? this.auditor : this.#anyone();
    return { who, method: 'GET', path: `/v1/reports/${name}` };
  }

  /** One or none of the fields that a list is narrowed by. */
  #filter() {
    return this.#draw.pick([
      {},
      { state: this.#draw.pick(states) },
      { procedure: this.#draw.pick(procedures).name },
      { outcome: 'granted', track: 'ordinary' },
      { overdue: true },
    ]);
  }

  #anyone() {
    const { clinicians, head } = this.#draw.pick(this.units);
    return this.#draw.pick([...clinicians, head]);
  }

  #staffOf(unit) {
    const { clinicians, head } = this.units.find(({ hsaId }) => hsaId === unit);
    return this.#draw.pick([...clinicians, head]);
  }

  /** Each once, before any is asked for again. */
  #case() {
    if (this.#left.length === 0) this.#left = this.#draw.ordered(this.cases.map((one) => [one, 1]));
    return this.#left.pop();
  }
}
