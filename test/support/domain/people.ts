import {
  Actor,
  Context,
  Delegation,
  HsaId,
  Identity,
  Instant,
  LegalDate,
  PersonalNumber,
  PersonId,
  RegisterSnapshot,
  RequestId,
  Role,
  UnitRef,
} from '@sigill/domain';

/** The named persons, staff and units of the domain's tests: published test numbers, invented names. */

export const date = (text: string): LegalDate => text as LegalDate;
export const instant = (text: string): Instant => text as Instant;
export const requestId = (last: number): RequestId =>
  `0b10c000-0000-4000-8000-${String(last).padStart(12, '0')}` as RequestId;

const personId = (last: number): PersonId => `9e250000-0000-4000-8000-${String(last).padStart(12, '0')}` as PersonId;
const identity = (last: number, personalNumber: string, name: string): Identity => ({
  id: personId(last),
  personalNumber: personalNumber as PersonalNumber,
  name,
});

/** Nine years old in November 2026. */
export const child = identity(1, '201701012393', 'Test Barn-Nio');
/** Fourteen. */
export const teenager = identity(2, '201201012398', 'Test Barn-Fjorton');
/** Seventeen. */
export const youth = identity(3, '200910012384', 'Test Barn-Sjutton');
export const mother = identity(11, '198903012386', 'Test Vårdnadshavare-Ett');
export const father = identity(12, '198903012394', 'Test Vårdnadshavare-Två');
/** Four years old, of the same guardians. */
export const sibling = identity(4, '202206142396', 'Test Barn-Fyra');
/** Eight, of the mother. */
export const halfSibling = identity(5, '201801022383', 'Test Barn-Åtta');
/** No guardian of anybody. */
export const stepfather = identity(13, '197803012397', 'Test Styvfar');

export const identities: readonly Identity[] = [child, teenager, youth, mother, father, stepfather];

export const hsaId = (last: string): HsaId => `SE2321000131-${last}` as HsaId;
export const partille: UnitRef = { hsaId: hsaId('E000000990001'), name: 'Närhälsan Partille vårdcentral' };
export const lerum: UnitRef = { hsaId: hsaId('E000000990002'), name: 'Närhälsan Lerum vårdcentral' };

const staff = (last: number, name: string, role: Role, unit: UnitRef | null): Actor => ({
  hsaId: hsaId(`P000000990${String(last)}`),
  name,
  role,
  unit: unit === null ? null : unit.hsaId,
});

export const clinician = staff(101, 'Karin Vik', 'staff', partille);
export const colleague = staff(102, 'Anders Berg', 'staff', partille);
export const head = staff(103, 'Maria Jonsson', 'decision-maker', partille);
export const executor = staff(190, 'Per Lind', 'executor', null);
export const system: Actor = { hsaId: 'system', name: 'Sigill', role: 'system', unit: null };

/** The head of Partille lets the colleague decide, at that unit and through the year. */
export const delegation = (procedures: readonly string[], changes: Partial<Delegation> = {}): Delegation => ({
  by: head.hsaId as HsaId,
  to: colleague.hsaId as HsaId,
  unit: partille.hsaId,
  procedures,
  from: date('2026-01-01'),
  until: date('2026-12-31'),
  ...changes,
});

/** Both parents are registered guardians, nobody is protected, nobody has died. */
export const registerOf = (patient: PersonId, changes: Partial<RegisterSnapshot> = {}): RegisterSnapshot => ({
  at: instant('2026-11-23T07:55:00.000Z'),
  source: 'folkbokforing',
  patient: { id: patient, protection: 'none', deceasedOn: null },
  guardians: [mother, father].map(({ id }) => ({ id, protection: 'none', deceasedOn: null })),
  ...changes,
});

export const unitAsIs: Context['unit'] = { ...partille, excludedSince: null };
