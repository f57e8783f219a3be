import { AccessPolicies } from '../policy/policy';
import { LegalDate, PersonId, RequestId } from '../terms';
import { AccessFacts } from './facts';
import { AccessHistory, AccessPeriod, accessHistories, merged } from './periods';
import { AccessGround, answer, dayOf, Reader, Service } from './rule';

/** Who may read what on a day, why, and on which days around it the same holds. */
export interface AccessEntry extends AccessPeriod {
  readonly reader: PersonId;
  readonly relation: Reader['relation'];
  readonly service: Service;
}

/** Which requests may be named to whoever asks; of the others a ground tells neither id nor events. */
export type Readable = (request: RequestId) => boolean;

const all: Readable = () => true;

/** One entry per reader and service, the patient first; none before the patient's birth. The ground is that of the very day. */
export function accessOn(
  facts: AccessFacts,
  on: LegalDate,
  policies: AccessPolicies,
  readable: Readable = all,
): AccessEntry[] {
  const day = dayOf(facts, on, policies);
  return told(facts, policies, readable).flatMap(({ reader, service, periods }) => {
    const period = periods.findLast(({ from }) => from <= on);
    if (period === undefined) return [];
    const { from, until } = period;
    const found = withheld(answer(day, reader, service), readable);
    return { reader: reader.id, relation: reader.relation, service, ...found, from, until };
  });
}

/** Each reader's answers from a day to another, both included: without gap or overlap, neighbours differ. The first day is the
 *  patient's birth at the earliest. */
export const timelineOf = (
  facts: AccessFacts,
  { from, to }: { readonly from: LegalDate; readonly to: LegalDate },
  policies: AccessPolicies,
  readable: Readable = all,
): readonly AccessHistory[] =>
  told(facts, policies, readable).map((history) => ({
    ...history,
    periods: history.periods.flatMap((period): AccessPeriod[] => {
      const until = period.until === null || period.until > to ? to : period.until;
      const first = period.from < from ? from : period.from;
      return first > until ? [] : [{ ...period, from: first, until }];
    }),
  }));

/** The histories as they are told: what is withheld makes no difference between neighbours. */
const told = (facts: AccessFacts, policies: AccessPolicies, readable: Readable): readonly AccessHistory[] =>
  accessHistories(facts, policies).map((history) => ({
    ...history,
    periods: merged(history.periods.map((period) => withheld(period, readable))),
  }));

function withheld<Told extends { readonly ground: AccessGround }>(told: Told, readable: Readable): Told {
  const { ground } = told;
  if (ground.request === null || readable(ground.request)) return told;
  return { ...told, ground: { ...ground, request: null, events: [] } };
}
