import { Answer, Clients } from '../support/client';
import { View } from '../support/contract';
import { families } from '../support/samples';
import { Family, life, Order } from './life';
import { seeded } from './seeded';

/** A command that the program has said yes to. */
export interface Acknowledged {
  readonly order: Order;
  readonly key: string;
  readonly answer: Answer<View>;
}

/** Sends one family's commands, one after the other, each under a key of its own, and repeats the one that has got no
 *  answer until it has. */
export class Caller {
  readonly acknowledged: Acknowledged[] = [];
  /** How often an answer did not come. */
  unanswered = 0;
  readonly #steps: ReturnType<typeof life>;
  #pending: { readonly order: Order; readonly key: string };

  constructor(
    private readonly name: string,
    family: Family,
    private readonly random: () => number,
  ) {
    this.#steps = life(family, random);
    this.#pending = this.#keyed(this.#steps.next().value);
  }

  /** Works until it is told to stop or gets no answer. @throws for an answer that is no yes */
  async work(clients: Clients, isOver: () => boolean, onAnswer: () => void = () => undefined): Promise<void> {
    while (!isOver()) {
      const answer = await this.#ask(clients);
      if (answer === null) {
        this.unanswered += 1;
        return;
      }
      this.acknowledged.push({ ...this.#pending, answer });
      this.#pending = this.#keyed(this.#steps.next(answer.body).value);
      onAnswer();
    }
  }

  /** Now and then twice at once. */
  async #ask(clients: Clients): Promise<Answer<View> | null> {
    const asked = [send(clients, this.#pending), ...(this.random() < 0.1 ? [send(clients, this.#pending)] : [])];
    const answers = (await Promise.all(asked)).filter((answer) => answer !== null);
    for (const { status, text } of answers)
      if (status !== 200 && status !== 201)
        throw new Error(`${this.#pending.key} ${this.#pending.order.path}: ${String(status)} ${text}`);
    if (new Set(answers.map(({ etag }) => etag)).size > 1) throw new Error(`${this.#pending.key} has two answers`);
    return answers[0] ?? null;
  }

  #keyed(order: Order): { readonly order: Order; readonly key: string } {
    return { order, key: `${this.name}-${String(this.acknowledged.length)}` };
  }
}

/** Four of them, each with a family of its own. */
export const callersOf = (name: string, random: () => number): readonly Caller[] =>
  [families.blockOfBoth, families.urgent, families.infant, families.oneGuardian].map(
    (family, index) => new Caller(`${name}-${String(index)}`, family, seeded(Math.floor(random() * 2 ** 32))),
  );

/** Null when no answer came, or a problem that says nothing of the command (503). */
export async function send(
  clients: Clients,
  { order, key }: Pick<Acknowledged, 'order' | 'key'>,
): Promise<Answer<View> | null> {
  const ifMatch = order.ifMatch === null ? null : `"${String(order.ifMatch)}"`;
  const headers = { 'idempotency-key': key, 'if-match': ifMatch };
  const { by, path, body } = order;
  const answer = await clients
    .as(by)
    .post<View>(path, body, headers)
    .catch(() => null);
  return answer?.status === 503 && isProblem(answer) ? null : answer;
}

const isProblem = ({ headers }: Answer): boolean =>
  headers.get('content-type')?.startsWith('application/problem+json') === true && headers.has('retry-after');

export interface Load {
  readonly clients: Clients;
  readonly callers: readonly Caller[];
}

/** Lets the callers work until so many answers have come, then lets `end` do what makes an end of it; answers when nobody
 *  waits for an answer any more. */
export async function workUntil<Result>(
  { clients, callers }: Load,
  answers: number,
  end: () => Promise<Result>,
): Promise<Result> {
  let due = answers;
  let isOver = false;
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  const onAnswer = (): void => {
    due -= 1;
    if (due <= 0) reached();
  };
  if (due === 0) reached();
  const working = Promise.all(callers.map((caller) => caller.work(clients, () => isOver, onAnswer)));
  await Promise.race([enough, working]);
  const result = await end();
  isOver = true;
  await working;
  return result;
}
