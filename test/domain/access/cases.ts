import { AccessEntry, accessOn } from '../../../libs/domain/access/access';
import { AccessFacts } from '../../../libs/domain/access/facts';
import { AccessPolicies } from '../../../libs/domain/policy/policy';
import { vgrPolicies } from '../../../libs/domain/policy/vgr';
import { Service } from '../../../libs/domain/access/rule';
import { MeasureKind, TracedMeasure } from '../../../libs/domain/measures/measures';
import { RegisterAnswer } from '../../../libs/domain/register/history';
import { RegisteredPerson } from '../../../libs/domain/register/snapshot';
import { HsaId, Instant, LegalDate, PersonId, RequestId } from '../../../libs/domain/terms';

export const date = (text: string): LegalDate => text as LegalDate;
export const instant = (text: string): Instant => text as Instant;
export const person = (text: string): PersonId => text as PersonId;
export const request = (text: string): RequestId => text as RequestId;
export const unit = (last: number): HsaId => `SE2321000131-E0000009900${String(last).padStart(2, '0')}` as HsaId;

export const today = date('2026-11-21');
export const child = person('child');
export const mother = person('mother');
export const father = person('father');

export const registered = (id: PersonId, says: Partial<RegisteredPerson> = {}): RegisteredPerson => ({
  id,
  protection: 'none',
  deceasedOn: null,
  ...says,
});

/** What the register says of the child and both guardians at the first look, or of whom it is told to. */
export const answered = (says: Partial<RegisterAnswer> = {}): RegisterAnswer => ({
  at: instant('2019-11-01T08:00:00.000Z'),
  source: 'folkbokforing',
  found: true,
  patient: registered(child),
  guardians: [registered(mother), registered(father)],
  ...says,
});

/** A child with two registered guardians and nothing decided. */
export const born = (
  birthDate: string,
  facts: { readonly register?: readonly RegisterAnswer[]; readonly measures?: readonly TracedMeasure[] } = {},
): AccessFacts => ({
  patient: { id: child, birthDate: date(birthDate) },
  register: [answered()],
  measures: [],
  ...facts,
});

export const measure = (kind: MeasureKind, concerned: PersonId, facts: Partial<TracedMeasure> = {}): TracedMeasure => ({
  kind,
  request: request(`${kind} of ${concerned}`),
  procedure: kind,
  patient: child,
  person: concerned,
  unit: kind === 'extension' ? unit(5) : null,
  from: date('2026-01-01'),
  until: null,
  events: [],
  endedBy: null,
  ...facts,
});

export interface Asked {
  readonly on?: LegalDate;
  readonly policies?: AccessPolicies;
}

export function entryOf(
  facts: AccessFacts,
  reader: PersonId,
  service: Service,
  { on = today, policies = vgrPolicies }: Asked = {},
): AccessEntry {
  const found = accessOn(facts, on, policies).filter((entry) => entry.reader === reader && entry.service === service);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** `all`, `none <reason>` or `<last two digits of the units> <reason>`: the cell of the table. */
export function cellOf(...asked: Parameters<typeof entryOf>): string {
  const { access, units, reason } = entryOf(...asked);
  return `${access === 'units' ? units.map((id) => id.slice(-2)).join('+') : access} ${reason}`;
}
