import { boras } from '../../support/samples';
import { BodyOfRoute, kinds } from './field-kinds';
import { questionBodies } from './question-fields';

const at = '2026-11-20T08:00:00Z';
const id = '3f0c1a52-6b1e-4b57-9d0a-0f3c8e5a7b11';
const day = '2027-01-01';
const on = (step: string) => `/v1/requests/${id}/${step}`;
const contact = { email: 'ssk@vgr.example', phone: '010-473 71 00' };
const { words, line, list, wholeNumber } = kinds;
const reason = { '/reason!': words(4000) };

export const bodies: Readonly<Record<string, BodyOfRoute>> = {
  OpenRequestBody: {
    route: '/v1/requests',
    by: 'clinician-partille',
    body: {
      ...{ procedure: 'block', patient: '201701012393', unit: boras, guardians: ['198903012386'], concerns: id },
      ...{ validFrom: day, validUntil: day, contact, registryReference: 'RS 1' },
    },
    fields: {
      '/procedure!': words(100),
      '/patient!': kinds.number,
      '/unit!': kinds.hsaId,
      '/guardians': list(0),
      '/guardians/0': [...kinds.number, [null, 'wrong-type']],
      '/concerns': kinds.id,
      '/validFrom': kinds.date,
      '/validUntil': kinds.date,
      '/contact!': kinds.record,
      '/contact/email!': kinds.mail,
      '/contact/phone!': kinds.phone,
      '/registryReference': line(100),
    },
  },
  OpenUrgentRequestBody: {
    route: '/v1/urgent-requests',
    by: 'executor',
    body: {
      ...{ procedure: 'block', patient: '201701012393', unit: boras, guardians: ['198903012386'] },
      ...{ caller: { ...contact, name: 'Karin Vik', vgrId: 'v90101' }, responsibleHead: 'Lena Sund' },
    },
    fields: {
      '/procedure!': words(100),
      '/patient!': kinds.number,
      '/guardians': list(0),
      '/guardians/0': [...kinds.number, [null, 'wrong-type']],
      '/unit!': kinds.hsaId,
      '/caller!': kinds.record,
      '/caller/email!': kinds.mail,
      '/caller/phone!': kinds.phone,
      '/caller/name!': line(200),
      '/caller/vgrId!': kinds.vgrId,
      '/responsibleHead!': line(200),
    },
  },
  AssessmentBody: {
    route: on('assessment'),
    by: 'clinician-partille',
    body: {
      ...{ answers: { B1: { answer: true } }, recommendation: 'grant' },
      siblings: [{ person: '202206142396', answer: 'no-need', note: 'x' }],
    },
    fields: {
      '/answers!': kinds.record,
      '/recommendation!': kinds.option,
      '/siblings': list(0),
      '/siblings/0': kinds.member,
      '/siblings/0/person!': kinds.number,
      '/siblings/0/answer!': kinds.option,
      '/siblings/0/note': words(4000),
    },
  },
  ConsultationBody: {
    route: on('consultation'),
    by: 'clinician-partille',
    body: { party: 'staff', with: 'Lena Sund', heldAt: at, opinion: 'Ja.' },
    fields: {
      '/party!': kinds.option,
      '/with!': words(200),
      '/heldAt!': kinds.instant,
      '/opinion!': words(4000),
    },
  },
  DecisionBody: {
    route: on('decision'),
    by: 'head-partille',
    body: {
      ...{ outcome: 'granted', grounds: 'Skäl.', validFrom: day, validUntil: day, reviewBy: day, treatingReason: 'x' },
      guardians: [{ guardian: id, outcome: 'end' }],
    },
    fields: {
      '/outcome!': kinds.option,
      '/grounds!': words(4000),
      '/validFrom': kinds.date,
      '/validUntil': kinds.date,
      '/reviewBy': kinds.date,
      '/treatingReason': words(4000),
      '/guardians': list(0),
      '/guardians/0': kinds.member,
      '/guardians/0/guardian!': kinds.id,
      '/guardians/0/outcome!': kinds.option,
    },
  },
  SubmissionBody: {
    route: on('submission'),
    by: 'clinician-partille',
    body: { signature: { method: 'paper', signedAt: at, signedBy: 'Lena Sund', formSha256: 'a'.repeat(64) } },
    fields: {
      '/signature!': kinds.record,
      '/signature/signedAt!': kinds.instant,
      '/signature/signedBy!': line(200),
      '/signature/formSha256!': kinds.hash,
    },
  },
  DecisionRecordBody: {
    route: on('submission'),
    by: 'clinician-partille',
    body: { signature: { method: 'decision-record' } },
    fields: { '/signature/method!': kinds.option },
  },
  ExecutionBody: {
    route: on('execution'),
    by: 'executor',
    body: { receipts: [{ item: 'journal-sealed', performedAt: at, reference: 'AJ-1' }], note: 'Klart.' },
    fields: {
      '/receipts!': list(1),
      '/receipts/0': kinds.member,
      '/receipts/0/item!': words(100),
      '/receipts/0/performedAt!': kinds.instant,
      '/receipts/0/reference': words(100),
      '/note': words(4000),
    },
  },
  ReturnBody: {
    route: on('return'),
    by: 'executor',
    body: { reason: 'x', errors: ['missing-signature'] },
    fields: { ...reason, '/errors!': list(0), '/errors/0': [...words(100), [null, 'wrong-type']] },
  },
  DocumentationBody: {
    route: on('documentation'),
    by: 'clinician-partille',
    body: { recordSystem: 'Melior', documentedAt: at },
    fields: { '/recordSystem!': words(200), '/documentedAt!': kinds.instant },
  },
  WithdrawalBody: { route: on('withdrawal'), by: 'clinician-partille', body: { reason: 'x' }, fields: reason },
  ExecutionCorrectionBody: {
    route: on('correction'),
    by: 'executor',
    body: {
      ...{ step: 'execution', reason: 'x' },
      receipts: [{ item: 'journal-sealed', performedAt: at, reference: 'AJ-1', voided: true }],
    },
    fields: {
      ...reason,
      '/receipts!': list(1),
      '/receipts/0': kinds.member,
      '/receipts/0/item!': words(100),
      '/receipts/0/performedAt': kinds.instant,
      '/receipts/0/reference': words(100),
      '/receipts/0/voided': kinds.flag,
    },
  },
  DocumentationCorrectionBody: {
    route: on('correction'),
    by: 'clinician-partille',
    body: { step: 'documentation', reason: 'x', recordSystem: 'Melior', documentedAt: at },
    fields: { ...reason, '/recordSystem!': words(200), '/documentedAt!': kinds.instant },
  },
  ConsultationCorrectionBody: {
    route: on('correction'),
    by: 'clinician-partille',
    body: { step: 'consultation', reason: 'x', revision: 3, with: 'Lena Sund', heldAt: at, opinion: 'Ja.' },
    fields: {
      ...reason,
      '/revision!': wholeNumber(),
      '/with!': words(200),
      '/heldAt!': kinds.instant,
      '/opinion!': words(4000),
    },
  },
  SiblingsBody: {
    route: on('siblings'),
    by: 'clinician-partille',
    body: { persons: [id] },
    fields: {
      '/persons!': [...list(1), [Array.from({ length: 21 }, () => id), 'wrong-count']],
      '/persons/0': [...kinds.id, [null, 'wrong-type']],
    },
  },
  ReviewBody: {
    route: on('review'),
    by: 'head-partille',
    ...{ body: { reviewBy: day, grounds: 'x' }, fields: { '/reviewBy!': kinds.date, '/grounds!': words(4000) } },
  },
  CorrectionOfNoStep: {
    route: on('correction'),
    by: 'clinician-partille',
    body: { step: 'decision' },
    fields: { '/step!': kinds.option },
  },
  ...questionBodies,
  ClockBody: { route: '/dev/clock', by: 'executor', body: { now: at }, fields: { '/now!': kinds.instant } },
};
