import { Clock } from '@sigill/application/plain';
import { assertNever, EffectIntent, EffectState, EffectStep, nextStep, resendAt, retryAt } from '@sigill/domain';
import { EffectInHand } from './effect-in-hand';
import { EffectJournal, JournalPorts } from './effect-journal';
import { AttemptOutcome, CrashPoint, EffectFact, EffectHandler } from './ports';

export interface StepPorts extends JournalPorts {
  readonly clock: Clock;
  readonly handlers: Readonly<Record<EffectIntent['kind'], EffectHandler>>;
  /** Whether the other processes still count on this one; left out: there are none. */
  readonly mayAct?: () => boolean;
  /** For tests that stop the runner between two durable steps. */
  readonly crashPoint?: (name: CrashPoint) => void | Promise<void>;
}

/** Who carries out: this process, and what it knows of the others. */
export interface Epochs {
  /** UUID, made at process start. */
  readonly own: string;
  readonly isDead: (epoch: string) => boolean;
}

/** `nothing`: there is no step to take now. `overtaken`: somebody else has written there, read the effect anew. */
export type Taken = 'step' | 'nothing' | 'overtaken';

type Attempt = Extract<EffectStep, { do: 'attempt' }>;

/** Carries one effect as far as it goes now: claim, attempt, outcome, each on disk before the next. */
export class EffectSteps {
  readonly #journal: EffectJournal;

  /** `breakOff`: ends what is under way; its outcome is still recorded. */
  constructor(
    private readonly ports: StepPorts,
    private readonly epochs: Epochs,
    private readonly breakOff: AbortSignal,
  ) {
    this.#journal = new EffectJournal(ports, epochs.own);
  }

  next(state: EffectState): EffectStep {
    const { own, isDead } = this.epochs;
    return nextStep(state, { now: this.ports.clock.now(), epoch: own, epochIsDead: isDead });
  }

  async take(effect: EffectInHand): Promise<Taken> {
    const step = this.next(effect.state);
    if (step.do === 'wait') return 'nothing';
    const recorded =
      step.do === 'attempt' ? await this.#attempt(effect, step) : await this.#record(effect, this.#fact(effect, step));
    if (recorded && step.do === 'claim') await this.#pass('claimed');
    return recorded ? 'step' : 'overtaken';
  }

  #fact({ intent, state }: EffectInHand, step: Exclude<EffectStep, { do: 'attempt' | 'wait' }>): EffectFact {
    const epoch = this.epochs.own;
    const { kind, template, recipient } = intent;
    switch (step.do) {
      case 'claim':
        return { type: 'EffectClaimed', data: { epoch, kind, template, recipient } };
      case 'call-uncertain': {
        const data = { epoch, attempt: state.attempts, code: 'EPOCH-ENDED', nextAt: this.ports.clock.now() };
        return { type: 'EffectUncertain', data };
      }
      case 'park':
        return { type: 'EffectParked', data: { epoch, reason: step.reason } };
      default:
        return assertNever(step);
    }
  }

  async #attempt(effect: EffectInHand, { attempt, reminder }: Attempt): Promise<boolean> {
    const { intent, state } = effect;
    const prepared = await this.ports.handlers[intent.kind].prepare(intent, state);
    if (!prepared.ready) return this.#record(effect, this.#unsent(state, { ...prepared, reply: null }));
    const { to, messageId, attached } = prepared.attempted;
    const data = { epoch: this.epochs.own, attempt, to, messageId, reminder, attached };
    if (!(await this.#record(effect, { type: 'EffectAttempted', data }))) return false;
    await this.#pass('attempt-recorded');
    // It may have been stopped for so long here that another process has taken the effect over.
    const mayAct = this.ports.mayAct?.() ?? true;
    const outcome = mayAct ? await prepared.carryOut(this.breakOff) : notBegun;
    await this.#pass('mail-sent');
    const recorded = await this.#record(effect, this.#outcome(effect.state, outcome));
    await this.#pass('outcome-recorded');
    return recorded;
  }

  #outcome(state: EffectState, outcome: AttemptOutcome): EffectFact {
    const [epoch, attempt] = [this.epochs.own, state.attempts];
    switch (outcome.class) {
      case 'succeeded':
        return { type: 'EffectSucceeded', data: { epoch, attempt, reply: outcome.reply } };
      case 'uncertain': {
        const data = { epoch, attempt, code: outcome.code, nextAt: resendAt(this.ports.clock.now()) };
        return { type: 'EffectUncertain', data };
      }
      case 'not-sent':
        return this.#unsent(state, outcome);
      default:
        return assertNever(outcome);
    }
  }

  #unsent(state: EffectState, why: { permanent: boolean; code: string; reply: string | null }): EffectFact {
    const { code, reply, permanent } = why;
    const data = { epoch: this.epochs.own, attempt: state.attempts, code, reply };
    if (permanent) return { type: 'EffectRefused', data };
    return { type: 'EffectFailed', data: { ...data, nextAt: retryAt(state, this.ports.clock.now()) } };
  }

  #record(effect: EffectInHand, fact: EffectFact): Promise<boolean> {
    return this.#journal.record(effect, fact, this.breakOff);
  }

  async #pass(name: CrashPoint): Promise<void> {
    await this.ports.crashPoint?.(name);
  }
}

const notBegun: AttemptOutcome = { class: 'not-sent', permanent: false, code: 'EPOCH-UNHEARD', reply: null };
