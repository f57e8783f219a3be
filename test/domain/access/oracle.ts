import { AccessFacts } from '../../../libs/domain/access/facts';
import { AccessPolicies } from '../../../libs/domain/policy/policy';
import { Service } from '../../../libs/domain/access/rule';
import { HsaId, LegalDate, PersonId, RequestId } from '../../../libs/domain/terms';

/** The answer of one day as text: access, units, reason and the request behind it. */
export const answerText = (
  access: string,
  units: readonly HsaId[],
  reason: string,
  request: RequestId | null,
): string => [access, units.join('+'), reason, request ?? '-'].join(' ');

/** The table of api.md 6.3 once more, for one day, written without the code under test; null before birth. */
export function expectedAnswer(
  facts: AccessFacts,
  day: LegalDate,
  policies: AccessPolicies,
  reader: PersonId,
  service: Service,
): string | null {
  const { patient } = facts;
  if (day < patient.birthDate) return null;
  const policy = [...policies].reverse().find(({ validFrom }) => validFrom <= day) ?? policies[0];
  const age = ageInYears(patient.birthDate, day);
  const guardian = reader === patient.id ? null : facts.guardians.find(({ id }) => id === reader)!;
  const active = facts.measures
    .filter((m) => m.patient === patient.id && m.from <= day && (m.until === null || m.until > day))
    .sort((a, b) => (a.from === b.from ? (a.request < b.request ? -1 : 1) : a.from < b.from ? -1 : 1));
  const of = (kind: string) => active.filter((m) => m.kind === kind);
  const none = (reason: string, request: RequestId | null = null) => answerText('none', [], reason, request);
  const all = (reason: string) => answerText('all', [], reason, null);

  for (const one of [patient, guardian])
    if (one !== null && one.deceasedOn !== null && one.deceasedOn <= day) return none('deceased');
  const [stop] = of(service === 'journal' ? 'seal' : 'lock');
  if (stop !== undefined) return none(service === 'journal' ? 'sealed' : 'login-locked', stop.request);
  if (guardian !== null) {
    if (!guardian.registered || age >= policy.adultAge) return none('not-guardian');
    if (patient.protected || guardian.protected) return none('protected');
    const block = of('block').find((m) => m.person === reader);
    if (block !== undefined && (service === 'journal' || policy.blockStopsEServices)) {
      return none('blocked', block.request);
    }
    if (age < policy.automaticUntilAge) return all('automatic-guardian');
    if (service === 'e-services') return none('age');
  }
  if (service === 'e-services') return all('own-login');
  if (guardian === null && age >= policy.ownAccessAge) return all('own-access');
  const extensions = of('extension').filter((m) => m.person === reader);
  if (age < policy.extensionFromAge || age >= policy.ownAccessAge || extensions.length === 0) return none('age');
  const units = [...new Set(extensions.map((m) => m.unit!))].sort();
  return answerText('units', units, 'extension', extensions[0]!.request);
}

function ageInYears(birthDate: LegalDate, day: LegalDate): number {
  const [year, month, date] = [Number(day.slice(0, 4)), day.slice(5, 7), day.slice(8)];
  const common = year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0);
  const birthday = birthDate.endsWith('-02-29') && common ? '02-28' : birthDate.slice(5);
  return year - Number(birthDate.slice(0, 4)) - (`${month}-${date}` < birthday ? 1 : 0);
}
