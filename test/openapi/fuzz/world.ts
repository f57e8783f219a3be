import { View } from '../../support/contract';
import { RunningProgram } from '../../support/program';
import { contact, families, lerum, partille, urgentCaller } from '../../support/samples';
import { Chance } from './chance';

/** A call that a route can take, sent by somebody who may. */
export interface PlausibleCall {
  readonly by: string;
  readonly route: string;
  readonly path: string;
  readonly body: unknown;
}

interface Question {
  readonly id: string;
  readonly answer: 'yes-no' | 'choice' | 'text';
  readonly options?: readonly { readonly value: string }[];
  readonly grantNeeds?: boolean | string;
}

export interface Procedure {
  readonly procedure: string;
  readonly urgent: boolean;
  readonly checklist: readonly Question[];
}

const everybody = Object.values(families);
const guardiansOf: Readonly<Record<string, number>> = {
  'extension.guardian': 1,
  block: 1,
};

/** What the fuzz knows of the cases that have come about. */
export class World {
  readonly cases = new Map<string, View>();
  readonly seen = { opened: 0, urgent: 0, steps: 0, closed: 0 };
  now = '2026-11-20T08:00:00.000Z';

  constructor(
    private readonly procedures: readonly Procedure[],
    private readonly chance: Chance,
  ) {}

  static async of(program: RunningProgram, chance: Chance): Promise<World> {
    const { body } = await program.as('auditor').get<{ items: readonly Procedure[] }>('/v1/procedures');
    return new World(body.items, chance);
  }

  /** A view that a command was answered with. */
  note(view: View, status: number): void {
    if (status === 201) this.seen[view.track === 'urgent' ? 'urgent' : 'opened'] += 1;
    else this.seen.steps += 1;
    if (view.state === 'closed') this.seen.closed += 1;
    this.cases.set(view.id, view);
  }

  anyCase(): View | null {
    const views = [...this.cases.values()];
    return views.length === 0 ? null : this.chance.of(views.slice(-12));
  }

  /** The next step of a case, or an opening. */
  call(): PlausibleCall {
    const open = [...this.cases.values()].filter(({ state }) => state !== 'closed');
    if (open.length < 6 || this.chance.happens(0.1)) return this.opening();
    return this.step(this.chance.of(open));
  }

  opening(): PlausibleCall {
    const { chance } = this;
    const { procedure, urgent } = chance.of(this.procedures);
    const family = chance.of(everybody);
    const given = {
      procedure,
      patient: family.child,
      guardians: family.guardians.slice(0, guardiansOf[procedure] ?? 0),
    };
    if (urgent && chance.happens(0.4)) {
      const body = { ...given, unit: partille, caller: urgentCaller, responsibleHead: 'Lena Sund' };
      return { by: 'executor', route: '/v1/urgent-requests', path: '/v1/urgent-requests', body };
    }
    const [by, unit] = chance.of([
      ['clinician-partille', partille],
      ['clinician2-partille', partille],
      ['clinician-lerum', lerum],
    ] as const);
    return { by, route: '/v1/requests', path: '/v1/requests', body: { ...given, unit, contact } };
  }

  step(view: View): PlausibleCall {
    const step = this.chance.happens(0.12)
      ? this.chance.of(['withdrawal', 'return', 'correction', 'documentation'])
      : (nextSteps[view.state] ?? 'correction');
    const unit = view.unit.hsaId === lerum ? 'lerum' : 'partille';
    const by =
      step === 'decision' ? `head-${unit}` : ['execution', 'return'].includes(step) ? 'executor' : `clinician-${unit}`;
    const route = `/v1/requests/{id}/${step}`;
    return { by, route, path: `/v1/requests/${view.id}/${step}`, body: this.bodyOf(step, view) };
  }

  bodyOf(step: string, view: View): unknown {
    const { chance, now } = this;
    switch (step) {
      case 'assessment':
        return { answers: this.answers(view.procedure), recommendation: 'grant' };
      case 'consultation':
        return { party: 'head-of-operations', with: 'Lena Sund', heldAt: now, opinion: 'Ja.' };
      case 'decision':
        return { outcome: chance.happens(0.85) ? 'granted' : 'refused', grounds: 'Skäl.' };
      case 'submission':
        return { signature: { method: 'decision-record' } };
      case 'execution':
        return { receipts: this.receipts(view) };
      case 'return':
        return { reason: 'Underskrift saknas.', errors: ['missing-signature'] };
      case 'documentation':
        return { recordSystem: 'Melior', documentedAt: now };
      case 'withdrawal':
        return { reason: 'Öppnat av misstag.' };
      default:
        return { step: 'documentation', reason: 'Fel system.', recordSystem: 'AsynjaVisph', documentedAt: now };
    }
  }

  private receipts({ execution }: View) {
    const missing = execution.plan.filter(({ receipt, required }) => receipt === null && required);
    const some = this.chance.happens(0.3) ? missing.slice(0, 1) : missing;
    return (some.length > 0 ? some : execution.plan.slice(0, 1)).map(({ item }) => ({ item, performedAt: this.now }));
  }

  private answers(procedure: string): Readonly<Record<string, unknown>> {
    const checklist = this.procedures.find((one) => one.procedure === procedure)?.checklist ?? [];
    return Object.fromEntries(checklist.map((question) => [question.id, { answer: answerTo(question), note: 'Ja.' }]));
  }
}

function answerTo({ answer, options, grantNeeds }: Question): boolean | string {
  if (grantNeeds !== undefined) return grantNeeds;
  if (answer === 'yes-no') return true;
  return answer === 'choice' ? (options?.[0]?.value ?? '') : 'Text.';
}

const nextSteps: Readonly<Record<string, string>> = {
  registered: 'assessment',
  assessed: 'consultation',
  consulted: 'decision',
  decided: 'submission',
  submitted: 'execution',
  called: 'execution',
  'executed-provisionally': 'assessment',
  executed: 'documentation',
};
