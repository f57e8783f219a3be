import { LegalDate, PersonId } from '../terms';
import { AccessFacts } from './facts';
import { AccessPeriod, AccessHistory, accessHistories } from './periods';
import { AccessPolicies } from '../policy/policy';
import { Reader, Service } from './rule';

/** Who may read what on a day, why, and on which days around it the same holds. */
export interface AccessEntry extends AccessPeriod {
  readonly reader: PersonId;
  readonly relation: Reader['relation'];
  readonly service: Service;
}

/** One entry per reader and service, the patient first; none before the patient's birth. */
export function accessOn(facts: AccessFacts, on: LegalDate, policies: AccessPolicies): AccessEntry[] {
  return accessHistories(facts, policies).flatMap((history) => {
    const period = periodOn(history, on);
    if (period === undefined) return [];
    const { reader, service } = history;
    return { reader: reader.id, relation: reader.relation, service, ...period };
  });
}

const periodOn = ({ periods }: AccessHistory, on: LegalDate): AccessPeriod | undefined =>
  periods.findLast((period) => period.from <= on);
