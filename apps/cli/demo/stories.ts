import { Draw } from './draw';
import { excludedWorkplace, Subject, subjectOf, Workplace, workplaces } from './people';
import { DemoProcedure, DemoView, Reply, Session } from './session';

/** A case from its first call to its end. Yields the hours until its next step. */
export type Story = AsyncGenerator<number, void, void>;

/** How often each procedure comes, roughly as the field has it (domain.md 7.1). Now and then somebody asks for the end of
 *  what never began. */
const ordinary: readonly string[] = [
  ...Array<string>(6).fill('block'),
  ...Array<string>(3).fill('extension.guardian'),
  ...Array<string>(2).fill('extension.minor'),
  ...Array<string>(2).fill('seal.protected-identity'),
  ...Array<string>(2).fill('seal.staff'),
  ...Array<string>(2).fill('seal.patient'),
  'block-end',
  'unseal.staff',
];
const urgent: readonly string[] = ['block', 'block', 'seal.protected-identity', 'seal.staff'];

/** What comes of a measure some days later, for the same patient. */
const followUps: Readonly<Record<string, readonly string[]>> = {
  block: ['block-renewal', 'block-end'],
  'block-renewal': ['block-end'],
  'extension.minor': ['extension-end'],
  'extension.guardian': ['extension-end'],
  'seal.protected-identity': ['unseal.staff'],
  'seal.staff': ['unseal.staff'],
  'seal.patient': ['unseal.patient'],
};

export function drawStory(session: Session, draw: Draw): Story {
  const work = new Case(session, draw);
  return draw.chance(0.15) ? work.urgent(draw.pick(urgent)) : work.ordinary(draw.pick(ordinary));
}

export class Case {
  private readonly place: Workplace;
  private last: Reply | null = null;

  constructor(
    private readonly session: Session,
    private readonly draw: Draw,
  ) {
    this.place = draw.chance(0.05) ? excludedWorkplace : draw.pick(workplaces);
  }

  async *ordinary(
    procedure: string,
    subject: Subject = subjectOf(procedure, this.draw),
    concerns: string | null = null,
  ): Story {
    const { patient, guardians } = subject;
    const contact = { email: `${this.place.clinician}@vgr.example`, phone: '010-473 71 00' };
    const named = { ...(guardians.length > 0 ? { guardians } : {}), ...(concerns === null ? {} : { concerns }) };
    this.last = await this.session.command(this.place.clinician, '/v1/requests', {
      procedure,
      patient,
      unit: this.place.unit,
      contact,
      ...named,
    });
    yield this.draw.between(1, 30);
    if (this.draw.chance(0.06))
      return void (await this.step(this.place.clinician, 'withdrawal', { reason: 'Behovet har fallit bort' }));
    yield* this.settled(procedure);
    if (this.view.state !== 'submitted') return;
    if (this.draw.chance(0.08)) yield* this.returned();
    yield* this.executed();
    yield* this.documented();
    yield* this.followedUp(procedure, patient, concerns ?? this.view.id);
  }

  async *urgent(procedure: string): Story {
    const { patient, guardians } = subjectOf(procedure, this.draw);
    const caller = {
      name: 'Jour Vik',
      vgrId: 'v90101',
      email: `${this.place.clinician}@vgr.example`,
      phone: '010-473 71 00',
    };
    const named = guardians.length > 0 ? { guardians } : {};
    const body = { procedure, patient, unit: this.place.unit, caller, responsibleHead: 'Lena Sund', ...named };
    this.last = await this.session.command('executor', '/v1/urgent-requests', body);
    yield* this.executed();
    yield this.draw.between(4, 40);
    yield* this.settled(procedure);
    yield* this.documented();
    yield* this.followedUp(procedure, patient, this.view.id);
  }

  /** `begun`: the request that began the measure. */
  private async *followedUp(procedure: string, patient: string, begun: string): Story {
    const next = followUps[procedure];
    if (next === undefined || !this.draw.chance(0.8)) return;
    yield 24 * this.draw.between(1, 8);
    yield* this.ordinary(this.draw.pick(next), { patient, guardians: [] }, begun);
  }

  /** Assessed, consulted, decided and, where granted, submitted. */
  private async *settled(procedure: string): Story {
    const definition = await this.session.procedure(procedure);
    const refusing = this.draw.chance(0.12);
    const answers = answersFor(definition);
    await this.step(this.place.clinician, 'assessment', {
      answers,
      recommendation: refusing ? 'refuse' : 'grant',
    });
    for (const party of definition.consults.length === 0 ? [] : partiesHeard(definition, answers)) {
      yield this.draw.between(1, 20);
      await this.step(this.place.clinician, 'consultation', {
        party,
        with: party === 'guardian' ? 'Vårdnadshavaren' : this.place.headName,
        heldAt: await this.instant(),
        opinion: 'Instämmer',
      });
    }
    if (this.view.state !== 'decided') {
      yield this.draw.between(1, 26);
      await this.step(this.place.head, 'decision', this.decision(procedure, refusing));
      if (refusing) return yield* this.documented();
    }
    yield* this.missingReceipts();
    yield this.draw.between(1, 10);
    await this.step(this.place.clinician, 'submission', { signature: { method: 'decision-record' } });
  }

  private decision(procedure: string, refusing: boolean): object {
    const grounds = refusing ? 'Grunderna räcker inte.' : 'Grunderna är styrkta.';
    if (refusing || procedure !== 'block-renewal') return { outcome: refusing ? 'refused' : 'granted', grounds };
    const guardians = this.view.guardians.map(({ id }) => ({
      guardian: id,
      outcome: this.draw.chance(0.7) ? 'continue' : 'end',
    }));
    return { outcome: 'granted', grounds, guardians };
  }

  private async *returned(): Story {
    yield this.draw.between(1, 8);
    await this.step('executor', 'return', { reason: 'Blanketten saknar kontaktuppgift', errors: ['missing-contact'] });
    yield this.draw.between(1, 20);
    await this.step(this.place.clinician, 'submission', { signature: { method: 'decision-record' } });
  }

  private async *executed(): Story {
    yield this.draw.between(0, 12);
    await this.receipts();
  }

  /** On the urgent track the assessment can make an item required that had no receipt. */
  private async *missingReceipts(): Story {
    if (this.view.state !== 'decided' || !this.view.execution.plan.some(({ receipt }) => receipt !== null)) return;
    if (!this.open().length) return;
    yield 1;
    await this.receipts();
  }

  private async *documented(): Story {
    if (this.view.state === 'closed') return;
    yield this.draw.between(1, 50);
    await this.step(this.place.clinician, 'documentation', {
      recordSystem: 'AsynjaVisph',
      documentedAt: await this.instant(),
    });
  }

  private async receipts(): Promise<void> {
    const performedAt = await this.instant();
    await this.step('executor', 'execution', { receipts: this.open().map((item) => ({ item, performedAt })) });
  }

  private open(): readonly string[] {
    return this.view.execution.plan
      .filter(({ required, receipt }) => required && receipt === null)
      .map(({ item }) => item);
  }

  private async step(persona: string, action: string, body: object): Promise<void> {
    this.last = await this.session.command(
      persona,
      `/v1/requests/${this.view.id}/${action}`,
      body,
      this.last?.etag ?? '',
    );
  }

  private async instant(): Promise<string> {
    return new Date(await this.session.now()).toISOString();
  }

  get id(): string {
    return this.view.id;
  }

  get clinician(): string {
    return this.place.clinician;
  }

  private get view(): DemoView {
    if (this.last === null) throw new Error('the case has not been opened');
    return this.last.body;
  }
}

/** The answers that allow a grant. */
function answersFor({ checklist }: DemoProcedure): DemoAnswers {
  return Object.fromEntries(
    checklist.map(({ id, answer, options, grantNeeds, noteRequiredFor }) => {
      const plain = answer === 'yes-no' ? true : (options?.[0]?.value ?? 'Kontrollerat');
      const given = grantNeeds ?? plain;
      const isNoted = noteRequiredFor?.includes(given) === true;
      return [id, isNoted ? { answer: given, note: 'Se anteckningen från besöket.' } : { answer: given }];
    }),
  );
}

/** Those whom the procedure requires, and before them a guardian who is said to have been consulted. */
function partiesHeard({ consults }: DemoProcedure, answers: DemoAnswers): readonly string[] {
  const required = consults.filter((one) => one.required).map(({ party }) => party);
  const isSaid = Object.values(answers).some(({ answer }) => answer === 'consulted');
  return isSaid ? ['guardian', ...required] : required;
}

type DemoAnswers = Readonly<Record<string, { readonly answer: boolean | string; readonly note?: string }>>;
