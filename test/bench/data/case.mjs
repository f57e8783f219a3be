import { built } from '../dist.mjs';

const { missingReceipts, pinnedProcedure, Refusal } = built('libs/domain/index.js');

const hourMs = 3_600_000;
const opinions = [
  'Delar bedömningen efter genomgång av ärendet med ansvarig läkare och enhetens jurist.',
  'Instämmer. Barnet har själv beskrivit oro för att uppgifterna läses hemma.',
  'Har inget att invända; samma bedömning gjordes vid teamkonferensen.',
];
const grounds = [
  'Uppgifterna i journalen kan vara till men för barnet om de röjs. Mildare åtgärder har prövats och räcker inte.',
  'Behovet är styrkt av bedömningen och av samrådet. Beslutet gäller tills vidare och omprövas vid ändrade förhållanden.',
  'Skälen för åtgärden väger tyngre än intresset av insyn, så som de framgår av bedömningen.',
];
const notes = ['Framkom vid besöket; se journalanteckning samma dag.', 'Bekräftat i samtal med socialtjänsten.'];

/** One request, from after its opening to where it stops. Yields the hours to its next step. */
export class Case {
  /** @param work `{ desk, draw, unit, executors }` @param fate `{ stopsIn, withdrawn, refused }` @param opinions further ones */
  constructor(id, work, fate) {
    this.id = id;
    this.work = work;
    this.fate = fate;
    this.ending = null;
  }

  get state() {
    return this.work.desk.file.requests.get(this.id);
  }

  async *run() {
    const { draw } = this.work;
    while (this.state.state !== 'closed' && this.state.state !== this.fate.stopsIn) {
      yield draw.between(1, 40);
      if (!(await this.#next())) return;
    }
    if (this.state.state !== 'closed' || !this.fate.corrected || this.state.documentation === null) return;
    yield draw.between(1, 48);
    await this.#does(this.#clinician, documentationCorrection(this.#now));
  }

  /** False where the rules let nobody go on. */
  async #next() {
    const { state, track } = this.state;
    const step = steps[state];
    if (this.fate.withdrawn && track === 'ordinary' && state === this.fate.withdrawnIn)
      return this.#does(this.#clinician, { action: 'withdrawal', data: { reason: 'Behovet har fallit bort.' } });
    return step(this);
  }

  async assess() {
    const { draw } = this.work;
    const answers = answersOf(pinnedProcedure(this.state.procedure), draw);
    const recommendation = this.fate.refused ? 'refuse' : 'grant';
    return this.#does(this.#clinician, { action: 'assessment', data: { answers, recommendation } });
  }

  async consult() {
    const { draw, unit } = this.work;
    const { consults } = pinnedProcedure(this.state.procedure);
    const optional = consults.filter(({ required }) => !required);
    const said = pinnedProcedure(this.state.procedure).saidToBeHeard?.(this.state.assessment.answers) ?? [];
    const parties = [
      ...optional.filter(({ party }) => draw.chance(this.fate.opinions) || said.includes(party)).map(({ party }) => party),
      ...consults.filter(({ required }) => required).map(({ party }) => party),
    ];
    for (const party of parties) {
      const data = { party, with: unit.head.name, heldAt: this.#now, opinion: draw.pick(opinions) };
      if (!(await this.#does(this.#clinician, { action: 'consultation', data }))) return false;
    }
    return parties.length > 0;
  }

  /** What may no longer be granted is refused. */
  async decide() {
    const { draw } = this.work;
    const { perGuardian } = pinnedProcedure(this.state.procedure);
    const outcomes = this.state.guardians.map((guardian) => ({
      guardian,
      outcome: draw.chance(0.7) ? 'continue' : 'end',
    }));
    const granting = {
      outcome: 'granted',
      grounds: draw.pick(grounds),
      ...(perGuardian ? { guardians: outcomes } : {}),
    };
    if (!this.fate.refused && (await this.#does(this.#head, { action: 'decision', data: granting }))) return true;
    return this.#does(this.#head, { action: 'decision', data: { outcome: 'refused', grounds: draw.pick(grounds) } });
  }

  async afterDecision() {
    const { outcome, track } = this.state;
    if (outcome === 'refused') return this.document();
    if (track === 'urgent' && missingReceipts(this.state).length > 0) return this.execute();
    return this.#does(this.#clinician, { action: 'submission', data: { signature: { method: 'decision-record' } } });
  }

  async execute() {
    const { draw } = this.work;
    if (this.state.state === 'submitted' && this.fate.returned) {
      this.fate.returned = false;
      const data = { reason: 'Blanketten saknar kontaktuppgift.', errors: ['missing-contact'] };
      return this.#does(this.#executor, { action: 'return', data });
    }
    const items = missingReceipts(this.state).map(({ item }) => item);
    const now = items.length > 1 && draw.chance(0.1) ? items.slice(0, 1) : items;
    const receipts = now.map((item) => ({ item, performedAt: this.#now, reference: `AJ-${draw.between(100, 999)}` }));
    return this.#does(this.#executor, { action: 'execution', data: { receipts } });
  }

  async document() {
    const data = { recordSystem: 'AsynjaVisph', documentedAt: this.#now };
    return this.#does(this.#clinician, { action: 'documentation', data });
  }

  /** False where it was refused: then the case stays where it is. */
  async #does(member, command) {
    const { desk, told } = this.work;
    const { hsaId, name, unit, roles } = member;
    try {
      const ending = await desk.carryOut(this.id, { hsaId, name, role: roles[0], unit }, command);
      if (ending !== null) this.ending = ending;
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      told.refused(`${command.action} ${error.code}`);
      return false;
    }
  }

  get #now() {
    return this.work.desk.facts.now(this.work.desk.file.heads);
  }

  get #clinician() {
    return this.work.clinician;
  }

  get #head() {
    return this.work.unit.head;
  }

  get #executor() {
    return this.work.draw.pick(this.work.executors);
  }
}

const steps = {
  called: (one) => one.execute(),
  'executed-provisionally': (one) => one.assess(),
  registered: (one) => one.assess(),
  assessed: (one) => one.consult(),
  consulted: (one) => one.decide(),
  decided: (one) => one.afterDecision(),
  submitted: (one) => one.execute(),
  executed: (one) => one.document(),
};

/** Answers that allow a grant, every third with a note. */
export function answersOf({ checklist }, draw) {
  return Object.fromEntries(
    checklist.map(({ id, answer, options, grantNeeds, noteRequiredFor }) => {
      const plain = { 'yes-no': true, choice: options?.[0]?.value, text: 'Beskrivet i journalen.' }[answer];
      const given = grantNeeds ?? plain;
      const noted = noteRequiredFor?.includes(given) === true || draw.chance(0.3);
      return [id, noted ? { answer: given, note: draw.pick(notes) } : { answer: given }];
    }),
  );
}

const documentationCorrection = (documentedAt) => ({
  action: 'correction',
  data: { step: 'documentation', reason: 'Fel journalsystem angavs.', recordSystem: 'Melior', documentedAt },
});

export const hours = (count) => count * hourMs;
