import { boras } from '../../support/samples';
import { BodyOfRoute, kinds } from './field-kinds';

const day = '2027-01-01';
const at = '2026-11-20T08:00:00Z';
const { words, wholeNumber } = kinds;

/** The bodies of questions, and of what the register tells. */
export const questionBodies: Readonly<Record<string, BodyOfRoute>> = {
  SearchBody: {
    route: '/v1/requests/search',
    by: 'clinician-partille',
    body: {
      ...{ state: 'closed', procedure: 'block', kind: 'block', unit: boras, track: 'urgent', outcome: 'granted' },
      ...{ patient: '201701012393', openedFrom: day, openedTo: day, overdue: true, limit: 5, cursor: 'x' },
      ...{ guardian: '198903012386', caseNumber: '2026-7K3QH9AB', mine: true, measure: 'ended' },
      ...{ figure: 'refusals', from: day, to: day, at, code: 'no-mandate', action: 'decision' },
    },
    fields: {
      '/state': kinds.option,
      '/procedure': words(100),
      '/kind': words(100),
      '/unit': kinds.hsaId,
      '/track': kinds.option,
      '/outcome': kinds.option,
      '/patient': [...words(100), ['x', 'no-number'], ['201701012394', 'wrong-number']],
      '/guardian': [...words(100), ['x', 'no-number'], ['198903012385', 'wrong-number']],
      '/caseNumber': [
        [1, 'wrong-type'],
        ['2026-7K3', 'no-id'],
      ],
      '/mine': kinds.flag,
      '/measure': kinds.option,
      '/openedFrom': kinds.date,
      '/openedTo': kinds.date,
      '/overdue': kinds.flag,
      '/figure': kinds.option,
      '/from': kinds.date,
      '/to': kinds.date,
      '/at': kinds.instant,
      '/code': words(100),
      '/action': words(100),
      '/limit': wholeNumber(200),
      '/cursor': [...words(4000), ['x', 'not-an-option']],
    },
  },
  AccessSearchBody: {
    route: '/v1/access/search',
    by: 'clinician-partille',
    body: { patient: '201701012393', on: day },
    fields: { '/patient!': kinds.number, '/on': kinds.date, '/knownAt': kinds.instant },
  },
  AccessTimelineBody: {
    route: '/v1/access/timeline',
    by: 'clinician-partille',
    body: { patient: '201701012393' },
    fields: { '/patient!': kinds.number, '/from': kinds.date, '/to': kinds.date, '/knownAt': kinds.instant },
  },
  FindPersonBody: {
    route: '/v1/persons',
    by: 'clinician-partille',
    body: { number: '201701012393' },
    fields: { '/number!': kinds.number },
  },
  RegisterChangesBody: {
    route: '/v1/register-changes',
    by: 'operator',
    body: { patients: ['201701012393'] },
    fields: {
      '/patients!': [
        ['x', 'wrong-type'],
        [[], 'wrong-count'],
      ],
      '/patients/0': kinds.number,
    },
  },
};
