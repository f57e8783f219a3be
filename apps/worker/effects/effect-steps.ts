import { SendOutcome } from '@sigill/adapters';
import { assertNever, EffectStep, nextStep, resendAt, retryAt } from '@sigill/domain';
import { EffectFact, EffectJournal } from './effect-journal';
import { prepareMail, PreparedMail } from './mail-effect';
import { CrashPoint, EffectPorts, EffectSettings } from './ports';
import { TrackedEffect } from './tracked-effect';

type Attempt = Extract<EffectStep, { do: 'attempt' }>;

/** Carries one effect as far as it goes now: claim, attempt, send, outcome, each on disk before the next. */
export class EffectSteps {
  readonly #journal: EffectJournal;

  /** `breakOff`: ends what is under way; a mail's outcome is still recorded. */
  constructor(
    private readonly ports: EffectPorts,
    private readonly settings: EffectSettings,
    private readonly epochIsDead: (epoch: string) => boolean,
    private readonly breakOff: AbortSignal,
  ) {
    this.#journal = new EffectJournal(ports, settings.epoch);
  }

  next(effect: TrackedEffect): EffectStep {
    const { epochIsDead } = this;
    return nextStep(effect.state, { now: this.ports.clock.now(), epoch: this.settings.epoch, epochIsDead });
  }

  /** One step; false where there was nothing to do. */
  async take(effect: TrackedEffect): Promise<boolean> {
    const step = this.next(effect);
    if (step.do === 'wait') return false;
    const recorded =
      step.do === 'attempt' ? await this.#attempt(effect, step) : await this.#record(effect, this.#fact(effect, step));
    if (!recorded) await this.#journal.reread(effect);
    else if (step.do === 'claim') await this.#pass('claimed');
    return true;
  }

  #fact({ intent, state }: TrackedEffect, step: Exclude<EffectStep, { do: 'attempt' | 'wait' }>): EffectFact {
    const { epoch } = this.settings;
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

  async #attempt(effect: TrackedEffect, step: Attempt): Promise<boolean> {
    const prepared = await prepareMail(effect.intent, effect.state, this.ports, this.settings);
    if (!prepared.ready) return this.#record(effect, this.#unsent(effect, { ...prepared, reply: null }));
    const { epoch } = this.settings;
    const { to, messageId } = prepared.mail;
    const { attempt, reminder } = step;
    const data = { epoch, attempt, to, messageId, reminder, attached: prepared.attached };
    if (!(await this.#record(effect, { type: 'EffectAttempted', data }))) return false;
    await this.#pass('attempt-recorded');
    const outcome = await this.#send(prepared);
    await this.#pass('mail-sent');
    const recorded = await this.#record(effect, this.#outcome(effect, outcome));
    await this.#pass('outcome-recorded');
    return recorded;
  }

  /** A mailer that breaks down has perhaps sent: nobody knows. */
  #send({ mail }: Extract<PreparedMail, { ready: true }>): Promise<SendOutcome> {
    return this.ports.mailer.send(mail, this.breakOff).catch(() => ({ class: 'uncertain', code: 'EMAILER' }));
  }

  #outcome(effect: TrackedEffect, outcome: SendOutcome): EffectFact {
    const { epoch } = this.settings;
    const attempt = effect.state.attempts;
    switch (outcome.class) {
      case 'succeeded':
        return { type: 'EffectSucceeded', data: { epoch, attempt, reply: outcome.reply } };
      case 'uncertain': {
        const data = { epoch, attempt, code: outcome.code, nextAt: resendAt(this.ports.clock.now()) };
        return { type: 'EffectUncertain', data };
      }
      case 'not-sent':
        return this.#unsent(effect, outcome);
      default:
        return assertNever(outcome);
    }
  }

  #unsent({ state }: TrackedEffect, why: { permanent: boolean; code: string; reply: string | null }): EffectFact {
    const { code, reply, permanent } = why;
    const data = { epoch: this.settings.epoch, attempt: state.attempts, code, reply };
    if (permanent) return { type: 'EffectRefused', data };
    return { type: 'EffectFailed', data: { ...data, nextAt: retryAt(state, this.ports.clock.now()) } };
  }

  #record(effect: TrackedEffect, fact: EffectFact): Promise<boolean> {
    return this.#journal.record(effect, fact, this.breakOff);
  }

  async #pass(name: CrashPoint): Promise<void> {
    await this.ports.crashPoint?.(name);
  }
}
