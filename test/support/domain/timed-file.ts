import {
  birthDateOf,
  Identity,
  LegalDate,
  OpenRequest,
  PatientFile,
  RegisterAnswer,
  RegisterSnapshot,
  RequestState,
  State,
  Track,
  vgrPolicies,
} from '@sigill/domain';
import { Journey, opened, procedureOf, step, walk } from './journey';
import { instant, mother, father } from './people';
import { weekdays } from '../told-tables';

/** Files of one patient, for what time does with them. */

export const rules = { policies: vgrPolicies, isWorkingDay: weekdays };

/** Monday morning, 23 November 2026, an hour between the steps. */
export const monday = instant('2026-11-23T06:00:00.000Z');

export interface Told {
  readonly number?: number;
  readonly track?: Track;
  readonly at?: string;
  readonly others?: readonly RequestState[];
  readonly changes?: Partial<OpenRequest>;
}

export const journeyOf = (procedure: string, until: State, told: Told = {}): Journey => {
  const { number = 1, track = 'ordinary', at = monday, ...about } = told;
  return walk(opened(procedureOf(procedure), track, { ...about, number, at: instant(at) }), until);
};

export const requestOf = (procedure: string, until: State, told: Told = {}): RequestState =>
  journeyOf(procedure, until, told).state;

/** Its receipts are of a day. */
export function executedOn(procedure: string, day: string, told: Told = {}): RequestState {
  const submitted = journeyOf(procedure, 'submitted', { ...told, at: `${day}T04:00:00.000Z` });
  const at = instant(`${day}T12:00:00.000Z`);
  const receipts = submitted.state.plan
    .filter(({ required }) => required)
    .map(({ item }) => ({ item, performedAt: at }));
  return step(submitted, { action: 'execution', data: { receipts } }, { now: at }).state;
}

export const fileOf = (requests: readonly RequestState[], answers: readonly RegisterAnswer[] = []): PatientFile => ({
  requests: new Map(requests.map((request) => [request.id, request])),
  register: { answers, persons: {} },
});

export const birthOf = ({ personalNumber }: Identity): LegalDate => birthDateOf(personalNumber);

/** What the register said of the child on a day, at noon: who is guardian, and who is protected. */
export function answered(
  patient: Identity,
  day: string,
  told: { readonly guardians?: readonly Identity[]; readonly protected?: readonly Identity[] } = {},
): RegisterAnswer {
  const { guardians = [mother, father], protected: secret = [] } = told;
  const person = ({ id }: Identity): RegisterSnapshot['patient'] => ({
    id,
    protection: secret.some((one) => one.id === id) ? 'secrecy-marking' : 'none',
    deceasedOn: null,
  });
  return {
    at: instant(`${day}T12:00:00.000Z`),
    source: 'folkbokforing',
    found: true,
    patient: person(patient),
    guardians: guardians.map(person),
  };
}
