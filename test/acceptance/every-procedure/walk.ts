import { accepted, Case } from '../../support/case';
import { Answer } from '../../support/client';
import { View } from '../../support/contract';
import { RunningProgram } from '../../support/program';
import { contact, grounds, opinion, urgentCaller } from '../../support/samples';
import { partille, Workplace } from './workplaces';

export type Body = Readonly<Record<string, unknown>>;
export type Answers = Readonly<Record<string, { readonly answer: boolean | string; readonly note?: string }>>;

export interface ProcedureView {
  readonly procedure: string;
  readonly kind: string;
  readonly formName: string;
  readonly urgent: boolean;
  readonly checklist: readonly {
    readonly id: string;
    readonly answer: 'yes-no' | 'choice' | 'text';
    readonly options?: readonly { readonly value: string }[];
    readonly required: boolean;
    readonly grantNeeds?: boolean | string;
    readonly noteRequiredFor?: readonly (boolean | string)[];
  }[];
  readonly consults: readonly { readonly party: string; readonly required: boolean }[];
  readonly executionPlan: readonly { readonly item: string; readonly required: boolean }[];
}

/** What a case is about, and how it is answered and decided where not as usual. */
export interface About {
  readonly procedure: string;
  readonly patient: string;
  readonly guardians?: readonly string[];
  /** Further fields of the opening. */
  readonly body?: Body;
  readonly at?: Workplace;
  readonly answers?: Answers;
  /** Further fields of the decision. */
  readonly decision?: (view: View) => Body;
}

export type Reached = 'opened' | 'assessed' | 'consulted' | 'decided' | 'submitted' | 'executed' | 'closed';
type Step = Exclude<Reached, 'opened'>;

/** One case of any procedure on its way, with the usual people of its unit. */
export class Walk {
  private constructor(
    readonly story: Case,
    readonly procedure: ProcedureView,
    private readonly about: About,
  ) {}

  static async open(program: RunningProgram, about: About): Promise<Walk> {
    const at = about.at ?? partille;
    const story = await Case.open(program, openingOf(about), at.staff);
    return new Walk(story, await procedureOf(program, about.procedure), about);
  }

  /** An urgent call, taken by the executor. */
  static async call(program: RunningProgram, about: About): Promise<Walk> {
    const story = await Case.call(program, callOf(about));
    return new Walk(story, await procedureOf(program, about.procedure), about);
  }

  static async find(program: RunningProgram, id: string, about: About): Promise<Walk> {
    const story = await Case.find(program, id, (about.at ?? partille).staff);
    return new Walk(story, await procedureOf(program, about.procedure), about);
  }

  get at(): Workplace {
    return this.about.at ?? partille;
  }

  get view(): View {
    return this.story.view;
  }

  get id(): string {
    return this.story.id;
  }

  assess(answers: Answers = {}): Promise<View> {
    const all = { ...grantingAnswers(this.procedure), ...this.about.answers, ...answers };
    return this.story.assess({ answers: all }, this.at.staff);
  }

  sendAssessment(answers: Answers): Promise<Answer<View>> {
    const all = { ...grantingAnswers(this.procedure), ...this.about.answers, ...answers };
    return this.story.send(this.at.staff, 'assessment', { answers: all, recommendation: 'grant' });
  }

  consult(party = 'head-of-operations'): Promise<View> {
    return this.story.consult({ party, with: this.at.headName }, this.at.staff);
  }

  async sendConsultation(party: string): Promise<Answer<View>> {
    const heldAt = await this.story.program.now();
    return this.story.send(this.at.staff, 'consultation', { party, with: this.at.headName, heldAt, opinion });
  }

  decide(body: Body = {}): Promise<View> {
    return this.story.decide({ ...this.about.decision?.(this.view), ...body }, this.at.head);
  }

  sendDecision(body: Body = {}, by: string = this.at.head): Promise<Answer<View>> {
    const decision = { outcome: 'granted', grounds, ...this.about.decision?.(this.view), ...body };
    return this.story.send(by, 'decision', decision);
  }

  submit(): Promise<View> {
    return this.story.submit({}, this.at.staff);
  }

  execute(items?: readonly string[]): Promise<View> {
    return this.story.execute(items);
  }

  async sendReceipts(items: readonly string[]): Promise<Answer<View>> {
    return this.story.send('executor', 'execution', { receipts: await this.story.receipts(items) });
  }

  document(): Promise<View> {
    return this.story.document({}, this.at.staff);
  }

  /** On to a state by the shortest way; a step that this procedure or track does not have is left out. */
  async to(state: Step): Promise<View> {
    const way = this.view.track === 'urgent' ? urgentWay : ordinaryWay;
    this.story.last = accepted(await this.story.program.as(this.at.staff).get<View>(this.story.path), 200);
    const until = way.indexOf(state) + 1;
    for (const step of way.slice(0, until)) if (!this.hasTaken(step)) await this.take(step);
    return this.view;
  }

  private hasTaken(step: Step): boolean {
    const { assessment, decision, submission, documentation } = this.view;
    switch (step) {
      case 'assessed':
        return assessment !== null;
      case 'consulted':
        return this.procedure.consults.every(({ party, required }) => !required || this.heard(party));
      case 'decided':
        return decision !== null;
      case 'submitted':
        return submission !== null;
      case 'executed':
        return this.story.missing().length === 0;
      case 'closed':
        return documentation !== null;
    }
  }

  private heard(party: string): boolean {
    return this.view.consultations.some((one) => one.party === party);
  }

  private async take(step: Step): Promise<void> {
    switch (step) {
      case 'assessed':
        await this.assess();
        return;
      case 'consulted':
        for (const { party, required } of this.procedure.consults)
          if (required && !this.heard(party)) await this.consult(party);
        return;
      case 'decided':
        await this.decide();
        return;
      case 'submitted':
        await this.submit();
        return;
      case 'executed':
        await this.execute();
        return;
      case 'closed':
        await this.document();
    }
  }
}

const ordinaryWay: readonly Step[] = ['assessed', 'consulted', 'decided', 'submitted', 'executed', 'closed'];
/** An answer may require an item that was optional when it was executed. */
const urgentWay: readonly Step[] = [
  ...(['executed', 'assessed', 'consulted', 'decided', 'executed', 'submitted', 'closed'] as const),
];

/** A measure in force, or an ending carried out. */
export async function inForce(program: RunningProgram, about: About): Promise<Walk> {
  const walk = await Walk.open(program, about);
  await walk.to('executed');
  return walk;
}

export const openingOf = ({ procedure, patient, guardians, body, at = partille }: About): Body => ({
  procedure,
  patient,
  guardians,
  unit: at.unit,
  contact,
  ...body,
});

export const callOf = ({ procedure, patient, guardians, body, at = partille }: About): Body => ({
  procedure,
  patient,
  guardians,
  unit: at.unit,
  caller: urgentCaller,
  responsibleHead: at.headName,
  ...body,
});

/** An opening, whatever is said to it. */
export const sendOpening = (program: RunningProgram, about: About, by?: string): Promise<Answer<View>> =>
  program.as(by ?? (about.at ?? partille).staff).post<View>('/v1/requests', openingOf(about));

export const sendCall = (program: RunningProgram, about: About, by = 'executor'): Promise<Answer<View>> =>
  program.as(by).post<View>('/v1/urgent-requests', callOf(about));

const known = new WeakMap<RunningProgram, Promise<readonly ProcedureView[]>>();

async function procedureOf(program: RunningProgram, name: string): Promise<ProcedureView> {
  const all = known.get(program) ?? allProcedures(program);
  known.set(program, all);
  const found = (await all).find(({ procedure }) => procedure === name);
  if (found === undefined) throw new Error(`no procedure ${name}`);
  return found;
}

export async function allProcedures(program: RunningProgram): Promise<readonly ProcedureView[]> {
  const answer = await program.as('auditor').get<{ readonly items: readonly ProcedureView[] }>('/v1/procedures');
  return accepted(answer, 200).body.items;
}

/** Answers that allow a grant, as api.md 3 has them; none that claims a further consultation. */
export const grantingAnswers = ({ checklist }: ProcedureView): Answers =>
  Object.fromEntries(
    checklist.map((question) => {
      const answer = grantingAnswer(question);
      return [
        question.id,
        question.noteRequiredFor?.includes(answer) === true ? { answer, note: 'Se journalen.' } : { answer },
      ];
    }),
  );

function grantingAnswer({ id, grantNeeds, answer, options }: ProcedureView['checklist'][number]): boolean | string {
  if (id === 'EM4') return 'not-consulted-with-reason';
  if (grantNeeds !== undefined) return grantNeeds;
  return { 'yes-no': true, choice: options?.[0]?.value ?? '', text: 'Beskrivet.' }[answer];
}
