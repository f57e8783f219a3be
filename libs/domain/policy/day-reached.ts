import { LegalDate } from '../terms';
import { birthday } from '../words/dates';
import { AccessPolicy } from './policy';

/** The first day on which somebody has reached an age that the policies name, each day judged by its own entry. */
export function dayReached(
  birthDate: LegalDate,
  policies: readonly AccessPolicy[],
  ageOf: (policy: AccessPolicy) => number,
): LegalDate {
  const days = policies.flatMap((policy, place) => {
    const reached = birthday(birthDate, ageOf(policy));
    const first = place === 0 || reached > policy.validFrom ? reached : policy.validFrom;
    const next = policies[place + 1];
    return next === undefined || first < next.validFrom ? [first] : [];
  });
  const [day] = days;
  if (day === undefined) throw new Error('there is no policy');
  return day;
}
