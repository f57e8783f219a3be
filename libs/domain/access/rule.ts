import { ageOn } from '../words/dates';
import { inForce, Measure, MeasureKind } from '../measures/measures';
import { HsaId, LegalDate, PersonId, RequestId } from '../terms';
import { isDeceased } from '../register/snapshot';
import { AccessFacts, GuardianFacts } from './facts';
import { AccessPolicies, AccessPolicy, ageRules, policyOn, withinAges } from '../policy/policy';
import { AccessReason } from './reasons';

export type Service = 'journal' | 'e-services';
export type Reader =
  { readonly relation: 'self'; readonly id: PersonId } | ({ readonly relation: 'guardian' } & GuardianFacts);

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
}

/** A day as the rule sees it. */
export interface Day {
  readonly facts: AccessFacts;
  /** Of the patient. */
  readonly age: number;
  readonly policy: AccessPolicy;
  readonly date: LegalDate;
  /** Those in force, by first day, then by request. */
  readonly measures: readonly Measure[];
}

export function dayOf(facts: AccessFacts, date: LegalDate, policies: AccessPolicies): Day {
  const { id, birthDate } = facts.patient;
  const measures = facts.measures
    .filter((measure) => measure.patient === id && inForce(measure, date))
    .sort((a, b) => (`${a.from} ${a.request}` < `${b.from} ${b.request}` ? -1 : 1));
  return { facts, date, age: ageOn(birthDate, date), policy: policyOn(policies, date), measures };
}

/** The access rule (domain.md 3.2-3.4): the first line that fits answers. */
export function answer(day: Day, reader: Reader, service: Service): AccessAnswer {
  for (const line of lines[service][reader.relation]) {
    const found = line(day, reader);
    if (found !== null) return found;
  }
  return none('age', 'no-access-at-this-age', 'HA1, I9, D4');
}

type Line = (day: Day, reader: Reader) => AccessAnswer | null;

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

function deceased({ facts, date }: Day, reader: Reader): AccessAnswer | null {
  if (isDeceased(facts.patient, date)) return none('deceased', 'nobody-reads-of-the-deceased', 'KR1');
  const ofReader = reader.relation === 'guardian' && isDeceased(reader, date);
  return ofReader ? none('deceased', 'the-deceased-read-nothing', 'KR1') : null;
}

function sealed(day: Day): AccessAnswer | null {
  const [seal] = measuresOf(day, 'seal');
  return seal ? none('sealed', 'a-seal-stops-everybody', 'S1, V1, GA1', seal.request) : null;
}

function loginLocked(day: Day): AccessAnswer | null {
  const [lock] = measuresOf(day, 'lock');
  return lock ? none('login-locked', 'a-locked-login-stops-the-e-services', 'I2, I4', lock.request) : null;
}

function notGuardian({ age, policy }: Day, reader: Reader): AccessAnswer | null {
  const guardian = reader.relation === 'guardian' && reader.registered;
  if (guardian && withinAges(ageRules.minor(policy), age)) return null;
  return none('not-guardian', 'only-registered-guardians-of-a-minor', 'S1, L2, FB 6:2');
}

function protectedData({ facts }: Day, reader: Reader): AccessAnswer | null {
  const ofReader = reader.relation === 'guardian' && reader.protected;
  if (!facts.patient.protected && !ofReader) return null;
  return none('protected', 'protected-data-break-the-guardian-link', 'I6, ST1, SK1, J2');
}

function blocked(day: Day, reader: Reader): AccessAnswer | null {
  const [block] = measuresOf(day, 'block', reader.id);
  return block ? none('blocked', 'a-block-wins-over-any-extension', 'S1, SK1, I1', block.request) : null;
}

function blockedInEServices(day: Day, reader: Reader): AccessAnswer | null {
  const [block] = day.policy.blockStopsEServices ? measuresOf(day, 'block', reader.id) : [];
  return block ? none('blocked', 'a-block-ends-the-proxy-link', 'I1, J1, SK1, OG1', block.request) : null;
}

function ownAccess({ age, policy }: Day): AccessAnswer | null {
  return withinAges(ageRules.ownAccess(policy), age) ? all('own-access', 'own-access-by-age', 'V1, OR1, I8') : null;
}

function ownLogin(): AccessAnswer {
  return all('own-login', 'own-login-with-e-id', 'I10, OR1');
}

function automaticGuardian({ age, policy }: Day): AccessAnswer | null {
  if (!withinAges(ageRules.automaticGuardian(policy), age)) return null;
  return all('automatic-guardian', 'guardians-read-of-young-children', 'S1, V1, HA1');
}

function extended(day: Day, reader: Reader): AccessAnswer | null {
  if (!withinAges(ageRules.extension(day.policy), day.age)) return null;
  const extensions = measuresOf(day, 'extension', reader.id);
  const [first] = extensions;
  if (first === undefined) return null;
  const units = [...new Set(extensions.flatMap(({ unit }) => unit ?? []))].sort();
  const ground = { rule: 'an-extension-opens-its-unit', source: 'S1, V1', request: first.request };
  return { access: 'units', units, reason: 'extension', ground };
}

/** In force on the day; with a person: those that concern this person. */
const measuresOf = (day: Day, kind: MeasureKind, person?: PersonId): readonly Measure[] =>
  day.measures.filter((measure) => measure.kind === kind && (person === undefined || measure.person === person));

const none = (reason: AccessReason, rule: string, source: string, request: RequestId | null = null): AccessAnswer => ({
  access: 'none',
  units: [],
  reason,
  ground: { rule, source, request },
});

const all = (reason: AccessReason, rule: string, source: string): AccessAnswer => ({
  access: 'all',
  units: [],
  reason,
  ground: { rule, source, request: null },
});
