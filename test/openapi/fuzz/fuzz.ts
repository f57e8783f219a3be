import { ApiDocument } from '../../../apps/api/openapi/document-types';
import { Answer, Fields } from '../../support/client';
import { Problem, View } from '../../support/contract';
import { RunningProgram } from '../../support/program';
import { Validator } from '../validator';
import { Chance } from './chance';
import { oddText, secrets, spoilt } from './odd-values';
import { World } from './world';

const personas = [
  ...['clinician-partille', 'head-partille', 'designee-partille', 'parent-partille', 'clinician-lerum', 'head-lerum'],
  ...['executor', 'auditor', 'operator'],
] as const;

type MethodAndRoute = readonly [method: string, route: string];

interface Sent {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly by: string | null;
  readonly body?: string;
  readonly headers: Fields;
}

export interface Fuzzed {
  readonly sent: number;
  /** Calls by method and route. */
  readonly routes: ReadonlyMap<string, number>;
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What was wrong, each with the call that shows it. */
  readonly faults: readonly string[];
  readonly world: World;
}

/** Sends calls to every route of the description, half of them plausible, so that cases come about; judges every answer. */
export async function fuzz(program: RunningProgram, seed: number, calls: number): Promise<Fuzzed> {
  const chance = new Chance(seed);
  const { body: document } = await program.anyone.get<ApiDocument>('/openapi.json');
  const run = new Run(program, document, chance, await World.of(program, chance));
  for (let sent = 0; sent < calls; sent += together) await run.some(together);
  return { ...run, sent: calls, world: run.world };
}

class Run {
  readonly routes = new Map<string, number>();
  readonly statuses = new Map<number, number>();
  readonly faults: string[] = [];
  readonly #validator: Validator;
  private readonly all: readonly MethodAndRoute[];

  constructor(
    private readonly program: RunningProgram,
    document: ApiDocument,
    private readonly chance: Chance,
    readonly world: World,
  ) {
    this.#validator = new Validator(document);
    this.all = Object.entries(document.paths).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), route] as const),
    );
  }

  /** So many calls at once, judged in their order. */
  async some(count: number): Promise<void> {
    const calls = Array.from({ length: count }, () => (this.chance.happens(0.5) ? this.plausible() : this.odd()));
    const answers = await Promise.all(
      calls.map(({ by, method, path, body, headers }) =>
        (by === null ? this.program.anyone : this.program.as(by)).send(method, path, body, headers),
      ),
    );
    calls.forEach((call, index) => {
      const answer = answers[index];
      if (answer !== undefined) this.take(call, answer);
    });
  }

  private take(call: Sent, answer: Answer): void {
    const key = `${call.method} ${call.route}`;
    this.routes.set(key, (this.routes.get(key) ?? 0) + 1);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    for (const fault of this.judge(call, answer)) this.faults.push(`${fault}: ${JSON.stringify(call)} ${answer.text}`);
    this.remember(call, answer);
  }

  private judge(call: Sent, answer: Answer): readonly string[] {
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
    const { traceId = '', ...words } = (isProblem ? answer.body : {}) as Partial<Problem>;
    const told = isProblem ? JSON.stringify(words) : '';
    const echoed = [...secrets.numbers, ...secrets.words].filter((secret) => told.includes(secret));
    return [
      ...(answer.status >= 500 && answer.status !== 503 ? [`status ${String(answer.status)} ${traceId}`] : []),
      ...(echoed.length > 0 || /\d{8}-?\d{4}/.test(told.replace(/[0-9a-f-]{36}/g, '')) ? ['echoes'] : []),
      ...this.#validator.judge(call.method, call.route, answer),
    ];
  }

  private remember({ method, route }: Sent, answer: Answer): void {
    const isView = method === 'POST' && answer.etag !== null && answer.status < 300;
    if (isView) this.world.note(answer.body as View, answer.status);
    if (route === '/dev/clock' && answer.status === 200) this.world.now = (answer.body as { now: string }).now;
  }

  private plausible(): Sent {
    const { chance, world } = this;
    if (chance.happens(0.45)) return this.question();
    const { by, route, path, body } = world.call();
    const view = world.cases.get(path.split('/')[3] ?? '');
    const revision: Fields = view === undefined ? {} : { 'if-match': `"${String(view.revision)}"` };
    const key: Fields = chance.happens(0.3) ? { 'idempotency-key': `k${String(chance.below(400))}` } : {};
    const headers: Fields = { ...json, ...revision, ...key };
    return { method: 'POST', route, path, by, body: JSON.stringify(body), headers };
  }

  /** A question that somebody may ask. */
  private question(): Sent {
    const { chance } = this;
    const [method, route] = this.light(this.all.filter(([one, path]) => one === 'GET' || /search|clock/.test(path)));
    const by = route.startsWith('/v1') ? chance.of(personas) : null;
    const path = route.replace(/\{([a-z]+)\}/g, (_, name: string) => this.known(name)) + this.knownQuery(route);
    if (method === 'GET') return { method, route, path, by, headers: {} };
    return { method, route, path, by, body: JSON.stringify(this.bodyOf(route)), headers: json };
  }

  /** Any call: by anybody, to anything, with one thing wrong or many. */
  private odd(): Sent {
    const { chance } = this;
    const [method, route] = this.light(this.all);
    const by = chance.happens(0.05) ? null : chance.of(personas);
    const path = route.replace(/\{([a-z]+)\}/g, (_, name: string) =>
      chance.happens(0.6) ? this.known(name) : encodeURIComponent(addressable(oddText(chance), 60) || 'x'),
    );
    const query = chance.happens(0.15) ? `?${encodeURIComponent(addressable(oddText(chance), 40))}=1` : '';
    const headers = { ...(method === 'POST' ? json : {}), ...this.oddHeaders() };
    if (method === 'GET') return { method, route, path: path + query, by, headers };
    return { method, route, path: path + query, by, body: spoilt(chance, this.bodyOf(route)), headers };
  }

  private oddHeaders(): Fields {
    const { chance } = this;
    const given: readonly (readonly [string, readonly string[]])[] = [
      ['if-match', ['"1"', '"2"', '"9"', '*', '1', '""']],
      ['idempotency-key', ['k1', 'k2', 'a b', 'x'.repeat(300)]],
      ['accept-language', ['en', 'sv;q=0, EN-gb;q=0.5', 'x;q=y', '*']],
      ['accept', ['text/csv', 'TEXT/*', 'image/png', 'application/json;q=0']],
      ['sigill-position', ['1', '999999999', 'x', '-1']],
      ['content-type', ['text/plain', 'application/json; charset=latin1', 'APPLICATION/JSON']],
      ['content-encoding', ['gzip', 'identity']],
      ['authorization', ['Bearer x', 'Basic eDp5', 'Bearer a.b.c']],
    ];
    const some = given.filter(([name]) => chance.happens(name === 'if-match' ? 0.5 : 0.06));
    return Object.fromEntries(some.map(([name, values]) => [name, chance.of(values)]));
  }

  /** A route; the heavy ones (whole pages, forms that are rendered) come up less often. */
  private light(routes: readonly MethodAndRoute[]): MethodAndRoute {
    const route = this.chance.of(routes);
    const isHeavy = /^[/](?:docs|openapi.json|metrics|v1[/]procedures|dev[/]clock)$|[/]form$/.test(route[1]);
    return isHeavy && this.chance.happens(0.8) ? this.light(routes) : route;
  }

  private known(name: string): string {
    const { chance, world } = this;
    if (name === 'procedure') return chance.of(['block', 'seal.staff', 'unseal.patient', 'extension.guardian']);
    if (name === 'name') return chance.of(['volumes', 'lead-times']);
    return world.anyCase()?.id ?? '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';
  }

  private knownQuery(route: string): string {
    if (route === '/v1/requests/{id}')
      return this.chance.of(['', '', '?revision=1', '?revision=2', `?at=${this.world.now}`]);
    if (route === '/v1/inbox') return this.chance.of(['?limit=2', '?limit=3']);
    if (route.endsWith('/preview')) return this.chance.of(['', '?outcome=refused', '?on=2027-03-01']);
    return route.startsWith('/v1/reports') ? this.chance.of(['', '?from=2026-01-01', '?to=2027-01-01']) : '';
  }

  private bodyOf(route: string): unknown {
    const { chance, world } = this;
    const view = world.anyCase();
    const step = /\{id\}\/([a-z]+)$/.exec(route)?.[1];
    if (step !== undefined && view !== null) return world.bodyOf(step, view);
    if (route === '/v1/requests/search')
      return chance.of([{ limit: 4 }, { state: 'closed', limit: 3 }, { patient: '201701012393', limit: 5 }]);
    if (route === '/v1/access/search')
      return { patient: chance.of(['201701012393', '201801022383']), on: '2027-01-01' };
    if (route === '/v1/persons') return { number: chance.of(['201701012393', '201801022383']) };
    if (route === '/dev/clock') return { now: new Date(Date.parse(world.now) + chance.below(600_000)).toISOString() };
    return world.opening().body;
  }
}

/** As a handful of people would. */
const together = 5;

/** No half of a character: no address can hold one. */
const addressable = (text: string, length: number): string => text.slice(0, length).replace(/\p{Cs}/gu, '');

const json = { 'content-type': 'application/json' };
