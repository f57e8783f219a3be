import {
  Context,
  LegalDate,
  OpeningContext,
  OpenRequest,
  openRequest,
  Procedure,
  RefusalCode,
  RegisterSnapshot,
  RequestState,
  vgrPolicies,
} from '@sigill/domain';
import { addDays } from '../../../libs/domain/words/dates';
import { openingContextOf } from './asking';
import {
  begin,
  begunBefore,
  found,
  inForceBefore,
  nextHour,
  opened,
  openingOf,
  patientFor,
  plainCommand,
  step,
  walk,
} from './journey';
import { clinician, date, instant, mother, registerOf, unitAsIs } from './people';
import { Situation } from './situation';

const today = date('2026-11-23');
const yesterday = addDays(today, -1);
const tomorrow = addDays(today, 1);
const policy = vgrPolicies[0];
const always = (): boolean => true;
const byRight = (procedure: Procedure): boolean => procedure.decided.by === 'right';

/** What is the case at an opening and, on fresh facts, at a granting decision. */
interface World {
  readonly register?: Partial<RegisterSnapshot>;
  readonly birthDate?: LegalDate;
  readonly excludedSince?: LegalDate;
  readonly others?: readonly RequestState[];
  readonly command?: Partial<OpenRequest>;
  readonly found?: boolean;
}

function opening(procedure: Procedure, world: World): unknown {
  const patient = patientFor(procedure);
  const command = openingOf(procedure, 'ordinary', world.command ?? {});
  const before = begunBefore(procedure);
  const others = world.others ?? (before === null ? [] : [inForceBefore(before.name, 500)]);
  const plain = openingContextOf(command, { actor: clinician, procedure, others });
  const facts: OpeningContext['facts'] = plain.facts && {
    register: registerOf(patient.id, world.register),
    birthDate: world.birthDate ?? plain.facts.birthDate,
  };
  const unit = { ...unitAsIs, excludedSince: world.excludedSince ?? null };
  return openRequest(command, 'ordinary', { ...plain, facts, unit });
}

/** The granting step: the decision, or by right the assessment. */
function granting(procedure: Procedure, world: World): unknown {
  const changes = procedure.endsByTime ? { validUntil: today } : {};
  const journey = walk(begin(procedure, 'ordinary', changes), byRight(procedure) ? 'registered' : 'consulted');
  const others = world.others ?? journey.others;
  const facts: Partial<Context> = {
    register: registerOf(journey.state.patient, world.register),
    unit: { ...unitAsIs, excludedSince: world.excludedSince ?? null },
    patientFound: world.found ?? true,
    ...(world.birthDate === undefined ? {} : { birthDate: world.birthDate }),
  };
  const action = byRight(procedure) ? 'assessment' : 'decision';
  const command = plainCommand(action, journey, nextHour(journey.state));
  return step({ ...journey, others }, command, facts);
}

/** Judged at the opening, and again on fresh facts at the granting decision. */
const both = (
  code: RefusalCode,
  about: {
    readonly when?: (procedure: Procedure) => boolean;
    readonly no: (procedure: Procedure) => World;
    readonly yes?: (procedure: Procedure) => World;
  },
): readonly Situation[] =>
  (
    [
      ['at the opening', opening],
      ['at the granting decision', granting],
    ] as const
  ).map(([name, ask]) => ({
    code,
    name,
    applies: about.when ?? always,
    forbidden: (procedure) => ask(procedure, about.no(procedure)),
    allowed: (procedure) => ask(procedure, about.yes?.(procedure) ?? {}),
  }));

const asks = (code: string) => (procedure: Procedure) => procedure.preconditions.some((one) => one === code);
const person = (procedure: Procedure, changes: Partial<RegisterSnapshot['patient']>): World => ({
  register: { patient: { id: patientFor(procedure).id, protection: 'none', deceasedOn: null, ...changes } },
});

/** Born so that the first age that is too high, or the last that is too low, is reached on the day. */
function bornForWindow({ ages }: Procedure, day: LegalDate): LegalDate {
  const window = ages.window?.(policy) ?? { from: 0, below: null };
  const age = window.below ?? window.from;
  const year = Number(day.slice(0, 4)) - age;
  return date(`${String(year)}${day.slice(4)}`);
}
const ageLimit = (procedure: Procedure): { readonly no: LegalDate; readonly yes: LegalDate } => {
  const [asOfToday, asOfTomorrow] = [bornForWindow(procedure, today), bornForWindow(procedure, tomorrow)];
  const tooOld = (procedure.ages.window?.(policy).below ?? null) !== null;
  return tooOld ? { no: asOfToday, yes: asOfTomorrow } : { no: asOfTomorrow, yes: asOfToday };
};

const sealOf = (procedure: Procedure): readonly RequestState[] => [
  inForceBefore('seal.staff', 700, { patient: found(patientFor(procedure)) }),
];
const blockOfMother = (procedure: Procedure): readonly RequestState[] => [
  inForceBefore('block', 701, { patient: found(patientFor(procedure)), guardians: [found(mother)] }),
];
const same = (procedure: Procedure): readonly RequestState[] => [inForceBefore(procedure.name, 702)];
/** Opened before all others: with what it concerns, where it ends something. */
const openTwin = (procedure: Procedure): readonly RequestState[] => {
  const before = begunBefore(procedure);
  const others = before === null ? [] : [inForceBefore(before.name, 500)];
  const at = instant('2026-11-22T06:00:00.000Z');
  return [...others, opened(procedure, 'ordinary', { number: 703, others, at }).state];
};

export const situationsAtOpening: readonly Situation[] = [
  {
    code: 'urgent-not-allowed',
    name: 'called in',
    applies: ({ urgent }) => !urgent,
    forbidden: (procedure) => begin(procedure, 'urgent'),
    allowed: (procedure) => begin(procedure, 'ordinary'),
  },
  {
    code: 'person-number-type',
    name: 'for a coordination number',
    applies: always,
    forbidden: (procedure) => opening(procedure, { command: { patient: { found: 'other-number-type' } } }),
    allowed: (procedure) => opening(procedure, {}),
  },
  {
    code: 'unknown-person',
    name: 'for nobody whom the register knows',
    applies: always,
    forbidden: (procedure) => opening(procedure, { command: { patient: { found: 'nobody' } } }),
    allowed: (procedure) => opening(procedure, {}),
  },
  {
    code: 'unknown-person',
    name: 'granted when the register knows the patient no more',
    applies: always,
    forbidden: (procedure) => granting(procedure, { found: false }),
    allowed: (procedure) => granting(procedure, { found: true }),
  },
  {
    code: 'date-not-allowed',
    name: 'from yesterday',
    applies: always,
    forbidden: (procedure) => opening(procedure, { command: { validFrom: yesterday } }),
    allowed: (procedure) => opening(procedure, { command: { validFrom: today } }),
  },
  ...both('deceased', {
    no: (procedure) => person(procedure, { deceasedOn: today }),
    yes: (procedure) => person(procedure, { deceasedOn: tomorrow }),
  }),
  ...both('unit-excluded', {
    when: asks('unit-excluded'),
    no: () => ({ excludedSince: today }),
    yes: () => ({ excludedSince: tomorrow }),
  }),
  ...both('age-outside-window', {
    when: ({ ages }) => ages.window !== null,
    no: (procedure) => ({ birthDate: ageLimit(procedure).no }),
    yes: (procedure) => ({ birthDate: ageLimit(procedure).yes }),
  }),
  ...both('not-a-guardian', { when: asks('not-a-guardian'), no: () => ({ register: { guardians: [] } }) }),
  ...both('protected-identity', {
    when: asks('protected-identity'),
    no: (procedure) => person(procedure, { protection: 'secrecy-marking' }),
  }),
  ...both('patient-sealed', { when: asks('patient-sealed'), no: (procedure) => ({ others: sealOf(procedure) }) }),
  ...both('guardian-blocked', {
    when: asks('guardian-blocked'),
    no: (procedure) => ({ others: blockOfMother(procedure) }),
  }),
  ...both('no-measure-in-force', { when: ({ concerns }) => concerns !== null, no: () => ({ others: [] }) }),
  ...both('measure-already-in-force', {
    when: asks('measure-already-in-force'),
    no: (procedure) => ({ others: same(procedure) }),
  }),
  ...both('duplicate-request', { no: (procedure) => ({ others: openTwin(procedure) }) }),
];
