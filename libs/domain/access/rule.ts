import { ageOn } from '../words/dates';
import { EventRef, inForce, MeasureKind, TracedMeasure } from '../measures/measures';
import { HsaId, Instant, LegalDate, PersonId, RequestId } from '../terms';
import { answerOn, deathOf, personOn, RegisterAnswer } from '../register/history';
import { isProtected } from '../register/snapshot';
import { AccessFacts } from './facts';
import { AccessPolicies, AccessPolicy, ageRules, policyOn, withinAges } from '../policy/policy';
import { AccessReason } from './reasons';

export type Service = 'journal' | 'e-services';
/** The patient, or somebody who is or was registered as guardian. */
export interface Reader {
  readonly relation: 'self' | 'guardian';
  readonly id: PersonId;
}

export interface AccessAnswer {
  readonly access: 'all' | 'units' | 'none';
  /** Sorted, without repetition; empty unless `access` is `units`. */
  readonly units: readonly HsaId[];
  readonly reason: AccessReason;
  readonly ground: AccessGround;
}

export interface AccessGround {
  /** The line of the rule that answered. */
  readonly rule: string;
  /** Keys of domain.md section 0, and statutes. */
  readonly source: string;
  /** The request that began the measure behind the answer; of several, the first that came into force. */
  readonly request: RequestId | null;
  /** The first day of the region's policy that was judged by. */
  readonly policy: LegalDate;
  /** When the register said what was judged by. */
  readonly registerSeenAt: Instant;
  /** The receipts that began the measure and set its end. */
  readonly events: readonly EventRef[];
}

/** A day as the rule sees it. */
export interface Day {
  readonly facts: AccessFacts;
  /** Of the patient. */
  readonly age: number;
  readonly policy: AccessPolicy;
  readonly date: LegalDate;
  /** What the register said of the day. */
  readonly register: RegisterAnswer;
  /** Those in force, by first day, then by request. */
  readonly measures: readonly TracedMeasure[];
}

export function dayOf(facts: AccessFacts, date: LegalDate, policies: AccessPolicies): Day {
  const { id, birthDate } = facts.patient;
  const measures = facts.measures
    .filter((measure) => measure.patient === id && inForce(measure, date))
    .sort((a, b) => (`${a.from} ${a.request}` < `${b.from} ${b.request}` ? -1 : 1));
  const register = answerOn(facts.register, date);
  return { facts, date, age: ageOn(birthDate, date), policy: policyOn(policies, date), register, measures };
}

/** The access rule (domain.md 3.2-3.4): the first line that fits answers. */
export function answer(day: Day, reader: Reader, service: Service): AccessAnswer {
  for (const line of lines[service][reader.relation]) {
    const found = line(day, reader);
    if (found !== null) return grounded(day, found);
  }
  return grounded(day, none('age', 'no-access-at-this-age', 'HA1, I9, D4'));
}

interface Found extends Omit<AccessAnswer, 'ground'> {
  readonly rule: string;
  readonly source: string;
  /** The measure behind the answer. */
  readonly by: TracedMeasure | null;
}

function grounded({ policy, register }: Day, { rule, source, by, ...found }: Found): AccessAnswer {
  const ground = {
    rule,
    source,
    request: by?.request ?? null,
    policy: policy.validFrom,
    registerSeenAt: register.at,
    events: by?.events ?? [],
  };
  return { ...found, ground };
}

type Line = (day: Day, reader: Reader) => Found | null;

const lines = {
  journal: {
    self: [deceased, sealed, ownAccess, extended],
    guardian: [deceased, sealed, notGuardian, protectedData, blocked, automaticGuardian, extended],
  },
  'e-services': {
    self: [deceased, loginLocked, ownLogin],
    guardian: [deceased, loginLocked, notGuardian, protectedData, blockedInEServices, automaticGuardian],
  },
} as const satisfies Record<Service, Record<Reader['relation'], readonly Line[]>>;

function deceased({ facts, date }: Day, reader: Reader): Found | null {
  if (isDead(facts, facts.patient.id, date)) return none('deceased', 'nobody-reads-of-the-deceased', 'KR1');
  return isDead(facts, reader.id, date) ? none('deceased', 'the-deceased-read-nothing', 'KR1') : null;
}

function sealed(day: Day): Found | null {
  const [seal] = measuresOf(day, 'seal');
  return seal ? none('sealed', 'a-seal-stops-everybody', 'S1, V1, GA1', seal) : null;
}

function loginLocked(day: Day): Found | null {
  const [lock] = measuresOf(day, 'lock');
  return lock ? none('login-locked', 'a-locked-login-stops-the-e-services', 'I2, I4', lock) : null;
}

function notGuardian({ age, policy, register }: Day, { id }: Reader): Found | null {
  const isRegistered = register.guardians.some((guardian) => guardian.id === id);
  if (isRegistered && withinAges(ageRules.minor(policy), age)) return null;
  return none('not-guardian', 'only-registered-guardians-of-a-minor', 'S1, L2, FB 6:2');
}

function protectedData({ facts, date }: Day, { id }: Reader): Found | null {
  const either = [facts.patient.id, id].map((person) => personOn(facts.register, person, date));
  if (!either.some((person) => person !== null && isProtected(person))) return null;
  return none('protected', 'protected-data-break-the-guardian-link', 'I6, ST1, SK1, J2');
}

function blocked(day: Day, reader: Reader): Found | null {
  const [block] = measuresOf(day, 'block', reader.id);
  return block ? none('blocked', 'a-block-wins-over-any-extension', 'S1, SK1, I1', block) : null;
}

function blockedInEServices(day: Day, reader: Reader): Found | null {
  const [block] = day.policy.blockStopsEServices ? measuresOf(day, 'block', reader.id) : [];
  return block ? none('blocked', 'a-block-ends-the-proxy-link', 'I1, J1, SK1, OG1', block) : null;
}

function ownAccess({ age, policy }: Day): Found | null {
  return withinAges(ageRules.ownAccess(policy), age) ? all('own-access', 'own-access-by-age', 'V1, OR1, I8') : null;
}

function ownLogin(): Found {
  return all('own-login', 'own-login-with-e-id', 'I10, OR1');
}

function automaticGuardian({ age, policy }: Day): Found | null {
  if (!withinAges(ageRules.automaticGuardian(policy), age)) return null;
  return all('automatic-guardian', 'guardians-read-of-young-children', 'S1, V1, HA1');
}

function extended(day: Day, reader: Reader): Found | null {
  if (!withinAges(ageRules.extension(day.policy), day.age)) return null;
  const extensions = measuresOf(day, 'extension', reader.id);
  const [by] = extensions;
  if (by === undefined) return null;
  const units = [...new Set(extensions.flatMap(({ unit }) => unit ?? []))].sort();
  return { access: 'units', units, reason: 'extension', rule: 'an-extension-opens-its-unit', source: 'S1, V1', by };
}

const isDead = ({ register }: AccessFacts, person: PersonId, date: LegalDate): boolean => {
  const day = deathOf(register, person);
  return day !== null && day <= date;
};

/** In force on the day; with a person: those that concern this person. */
const measuresOf = (day: Day, kind: MeasureKind, person?: PersonId): readonly TracedMeasure[] =>
  day.measures.filter((measure) => measure.kind === kind && (person === undefined || measure.person === person));

const none = (reason: AccessReason, rule: string, source: string, by: TracedMeasure | null = null): Found => ({
  access: 'none',
  units: [],
  reason,
  rule,
  source,
  by,
});

const all = (reason: AccessReason, rule: string, source: string): Found => ({
  access: 'all',
  units: [],
  reason,
  rule,
  source,
  by: null,
});
