import { beginningsOf, endingsOf, lapsesOf, LegalDate } from '@sigill/domain';
import { OfRequest } from './engine/table';
import { Condition } from './sight';

/** What did each request begin? `until_day`: the first day without it, as far as the request itself says. */
export const begun: OfRequest = {
  of: 'request',
  name: 'begun',
  version: 1,
  columns: `request TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT,
    PRIMARY KEY (request, kind, person)`,
  clustered: true,
  indexes: [],
  rows: ({ state }) =>
    beginningsOf(state).map(({ request, kind, person, from, until }) => ({
      request,
      kind,
      person,
      from_day: from,
      until_day: until,
    })),
};

/** What did each request end of what another began, and time of what it began itself? */
export const ended: OfRequest = {
  of: 'request',
  name: 'ended',
  version: 2,
  columns: `request TEXT NOT NULL, begun_by TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL, on_day TEXT NOT NULL,
    PRIMARY KEY (request, begun_by, kind, person)`,
  clustered: true,
  indexes: ['(begun_by, kind, person, on_day)'],
  rows: ({ state }) =>
    [...endingsOf(state), ...lapsesOf(state)].map(({ begunBy, measure, person, on }) => ({
      request: state.id,
      begun_by: begunBy,
      kind: measure,
      person,
      on_day: on,
    })),
};

/** How what a request began stands: something of it is in force, or it began something and nothing of it stands any more. */
export type MeasureStanding = 'in-force' | 'ended';

/** SQL over `requests`: `inForce` and `stands` of libs/domain/measures, over the rows. */
export const measureCondition = (standing: MeasureStanding, today: LegalDate): Condition =>
  standing === 'in-force'
    ? [`EXISTS (${own} AND b.from_day <= ? AND ${notOver('?')})`, today, today, today]
    : [`EXISTS (${own}) AND NOT EXISTS (${own} AND ${notOver('max(b.from_day, ?)')})`, today, today];

const own = 'SELECT 1 FROM begun AS b WHERE b.request = requests.request';

/** Neither its own end nor another request's has come by the day. */
const notOver = (day: string): string =>
  `(b.until_day IS NULL OR b.until_day > ${day}) AND NOT EXISTS (SELECT 1 FROM ended AS e
    WHERE e.begun_by = b.request AND e.kind = b.kind AND e.person = b.person AND e.on_day <= ${day})`;
