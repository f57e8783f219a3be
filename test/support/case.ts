import { Answer, Fields } from './client';
import { History, View } from './contract';
import { RunningProgram } from './program';
import { blockAnswers, contact, families, grounds, opinion, partille, urgentCaller } from './samples';

type Body = Readonly<Record<string, unknown>>;

/** One request, followed through its life: each step carries the revision that the last one left.
 *  Steps throw where the program refuses; `send` answers whatever it says. */
export class Case {
  private constructor(
    readonly program: RunningProgram,
    /** The last answer of a step. */
    public last: Answer<View>,
  ) {}

  /** A block of both guardians by default. */
  static async open(program: RunningProgram, body: Body = {}, by = 'clinician-partille', headers: Fields = {}) {
    const answer = await program.as(by).post<View>('/v1/requests', { ...openBody(), ...body }, headers);
    return new Case(program, accepted(answer, 201));
  }

  /** An urgent block of one guardian by default, taken by the executor. */
  static async call(program: RunningProgram, body: Body = {}, by = 'executor', headers: Fields = {}) {
    const answer = await program.as(by).post<View>('/v1/urgent-requests', { ...callBody(), ...body }, headers);
    return new Case(program, accepted(answer, 201));
  }

  /** A request that is there already. */
  static async find(program: RunningProgram, id: string, by = 'clinician-partille'): Promise<Case> {
    return new Case(program, accepted(await program.as(by).get<View>(`/v1/requests/${id}`), 200));
  }

  get view(): View {
    return this.last.body;
  }

  get id(): string {
    return this.view.id;
  }

  get path(): string {
    return `/v1/requests/${this.id}`;
  }

  /** A command with the revision of the last view; `headers` may say otherwise. */
  send(by: string, command: string, body: unknown, headers: Fields = {}): Promise<Answer<View>> {
    return this.program.as(by).post<View>(`${this.path}/${command}`, body, { 'if-match': this.last.etag, ...headers });
  }

  /** A command that is expected to be taken. */
  async take(by: string, command: string, body: unknown, headers: Fields = {}): Promise<View> {
    this.last = accepted(await this.send(by, command, body, headers), 200);
    return this.view;
  }

  assess(body: Body = {}, by = 'clinician-partille'): Promise<View> {
    return this.take(by, 'assessment', { answers: blockAnswers, recommendation: 'grant', ...body });
  }

  async consult(body: Body = {}, by = 'clinician-partille'): Promise<View> {
    const heldAt = await this.program.now();
    return this.take(by, 'consultation', { party: 'head-of-operations', with: 'Lena Sund', heldAt, opinion, ...body });
  }

  decide(body: Body = {}, by = 'head-partille'): Promise<View> {
    return this.take(by, 'decision', { outcome: 'granted', grounds, ...body });
  }

  submit(body: Body = {}, by = 'clinician-partille'): Promise<View> {
    return this.take(by, 'submission', { signature: { method: 'decision-record' }, ...body });
  }

  /** Receipts for the named items, by default for every required one that has none. */
  async execute(items: readonly string[] = this.missing(), by = 'executor'): Promise<View> {
    return this.take(by, 'execution', { receipts: await this.receipts(items) });
  }

  async receipts(items: readonly string[] = this.missing()) {
    const performedAt = await this.program.now();
    return items.map((item) => ({ item, performedAt }));
  }

  /** Required items without a receipt. */
  missing(): readonly string[] {
    return this.view.execution.plan.flatMap(({ item, required, receipt }) => (required && !receipt ? [item] : []));
  }

  sendBack(body: Body = {}, by = 'executor'): Promise<View> {
    return this.take(by, 'return', { reason: 'Underskrift saknas.', errors: ['missing-signature'], ...body });
  }

  async document(body: Body = {}, by = 'clinician-partille'): Promise<View> {
    const documentedAt = await this.program.now();
    return this.take(by, 'documentation', { recordSystem: 'AsynjaVisph', documentedAt, ...body });
  }

  withdraw(body: Body = {}, by = 'clinician-partille'): Promise<View> {
    return this.take(by, 'withdrawal', { reason: 'Öppnat av misstag.', ...body });
  }

  correct(body: Body, by: string): Promise<View> {
    return this.take(by, 'correction', { reason: 'Rättelse av uppgift.', ...body });
  }

  /** Runs an ordinary request on to a state, with the default answers and deciders. */
  async to(state: OrdinaryState): Promise<View> {
    const steps: readonly [OrdinaryState, () => Promise<View>][] = [
      ['assessed', () => this.assess()],
      ['consulted', () => this.consult()],
      ['decided', () => this.decide()],
      ['submitted', () => this.submit()],
      ['executed', () => this.execute()],
      ['closed', () => this.document()],
    ];
    const from = steps.findIndex(([reached]) => reached === this.view.state) + 1;
    const until = steps.findIndex(([reached]) => reached === state) + 1;
    for (const [, step] of steps.slice(from, until)) await step();
    return this.view;
  }

  /** As it is now, for whoever asks. */
  async read(by = 'clinician-partille', query = ''): Promise<View> {
    return accepted(await this.program.as(by).get<View>(`${this.path}${query}`), 200).body;
  }

  async history(by = 'clinician-partille'): Promise<History['items']> {
    return accepted(await this.program.as(by).get<History>(`${this.path}/history`), 200).body.items;
  }
}

export type OrdinaryState = 'assessed' | 'consulted' | 'decided' | 'submitted' | 'executed' | 'closed';

export const openBody = () => ({
  procedure: 'block',
  patient: families.blockOfBoth.child,
  unit: partille,
  guardians: families.blockOfBoth.guardians,
  contact,
});

export const callBody = () => ({
  procedure: 'block',
  patient: families.urgent.child,
  guardians: [families.urgent.guardians[1]],
  unit: partille,
  caller: urgentCaller,
  responsibleHead: 'Lena Sund',
});

/** @throws where the status is another */
export function accepted<Body>(answer: Answer<Body>, status: number): Answer<Body> {
  if (answer.status !== status) throw new Error(`expected ${String(status)}: ${String(answer.status)} ${answer.text}`);
  return answer;
}
