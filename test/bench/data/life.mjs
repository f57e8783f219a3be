import { built } from '../dist.mjs';
import { Case, hours } from './case.mjs';

const { legalDateOf, measuresOf, pinnedProcedure, procedures, Refusal, standing } = built('libs/domain/index.js');

/** How often each procedure is asked for first; where the rules refuse it the next is asked for. */
const weights = {
  block: 6,
  'block-renewal': 4,
  'block-end': 3,
  'extension.guardian': 4,
  'extension.minor': 3,
  'extension-end': 3,
  'seal.protected-identity': 2,
  'seal.staff': 2,
  'seal.patient': 3,
  'unseal.staff': 3,
  'unseal.patient': 3,
};
const open = [
  'called',
  'executed-provisionally',
  'registered',
  'assessed',
  'consulted',
  'decided',
  'submitted',
  'executed',
];

/** One patient's requests. Yields the time (ms since 1970) of its next step. */
export class Life {
  /** @param starts ms of each opening, rising @param work `{ region, told, openOnly }`, and of each case: `opinions`, the
   *  share of parties heard that need not be; `stopping`, the share of those that stay open; `pace` of the steps; where the
   *  last one stays (`stayingIn`, or null) */
  constructor(patient, starts, desk, draw, work) {
    this.patient = patient;
    this.starts = starts;
    this.draw = draw;
    this.work = work;
    this.clock = { ms: starts[0] };
    this.desk = desk.at(this.clock, draw);
    this.home = draw.pick(work.region.units);
  }

  async *run() {
    for (const start of this.starts) {
      this.isLast = start === this.starts.at(-1);
      yield (this.clock.ms = Math.max(start, this.clock.ms + 1));
      const begun = await this.#begun();
      for (let one = begun; one !== null && !this.work.openOnly; one = this.#endingOf(one))
        for await (const wait of one.run())
          yield (this.clock.ms += hours(wait) * this.work.pace + this.draw.between(1, 60_000));
    }
  }

  /** The first procedure that can be asked for, opened; null where none can. */
  async #begun() {
    for (const procedure of this.draw.ordered(procedures.map((one) => [one, weights[one.name] ?? 1]))) {
      const opened = await this.#opened(procedure);
      if (opened !== null) return opened;
    }
    this.work.told.refused('opening of any procedure');
    return null;
  }

  async #opened(procedure) {
    const { draw, patient } = this;
    const concerned = procedure.concerns === null ? null : this.#concerned(procedure.concerns);
    if (procedure.concerns !== null && concerned === null) return null;
    const unit = concerned ?? (draw.chance(0.8) ? this.home : draw.pick(this.work.region.units));
    const urgent = procedure.urgent && !this.work.openOnly && draw.chance(0.15);
    const clinician = draw.pick(unit.clinicians);
    const { min, max } = procedure.guardians;
    const named =
      min === 0 ? [] : draw.ordered(patient.guardians.map((one) => [one, 1])).slice(0, draw.between(min, max));
    const opening = {
      procedure: procedure.name,
      patient: patient.number,
      unit: unit.hsaId,
      guardians: named,
      concerns: concerned?.request ?? null,
      ...(urgent ? called(clinician, unit) : { contact: { email: clinician.email, phone: clinician.phone } }),
    };
    const caller = urgent ? draw.pick(this.work.region.executors) : clinician;
    return this.#tried(caller, opening, urgent ? 'urgent' : 'ordinary', { unit, clinician });
  }

  async #tried(caller, opening, track, at) {
    try {
      return this.#caseOf(await this.desk.open(caller, opening, track), at);
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** A standing measure of the kind, and the unit that began it: only there can it be named. */
  #concerned({ measure, begunBy }) {
    const requests = this.desk.file?.requests ?? new Map();
    const today = legalDateOf(this.desk.clock.now());
    const measures = standing(measuresOf([...requests.values()]), measure, today);
    const begun = measures.filter(({ procedure }) => begunBy.includes(procedure));
    if (begun.length === 0) return null;
    const { request } = this.draw.pick(begun);
    const unit = this.work.region.units.find(({ hsaId }) => hsaId === requests.get(request).unit.hsaId);
    return { ...unit, request };
  }

  #endingOf({ ending, work }) {
    return ending === null ? null : this.#caseOf(ending, work);
  }

  #caseOf(id, { unit, clinician }) {
    const { draw, desk } = this;
    const { told, region, opinions, stopping, stayingIn } = this.work;
    const stays = this.isLast && stayingIn !== null;
    const fate = {
      stopsIn: stays ? stayingIn : draw.chance(stopping) ? draw.pick(open) : null,
      withdrawn: !stays && draw.chance(0.15),
      withdrawnIn: draw.pick(['registered', 'assessed', 'consulted']),
      refused: draw.chance(0.2),
      returned: draw.chance(0.05),
      corrected: draw.chance(0.02),
      opinions,
    };
    return new Case(id, { desk, draw, unit, clinician, executors: region.executors, told }, fate);
  }

  /** What there is to ask for. */
  get found() {
    return [...(this.desk.file?.requests.values() ?? [])].map(({ id, state, unit, revision, procedure }) => ({
      id,
      state,
      unit: unit.hsaId,
      revision,
      patient: this.patient.number,
      procedure: pinnedProcedure(procedure).name,
    }));
  }
}

const called = (clinician, unit) => ({
  caller: { name: clinician.name, vgrId: clinician.vgrId, email: clinician.email, phone: clinician.phone },
  responsibleHead: unit.head.name,
});
