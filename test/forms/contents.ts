import type { FormContent } from '@sigill/domain';

/** A block of both guardians, as decided and signed at a care centre of the demo data. */
export const blockOrder: FormContent = {
  layout: 2,
  formName: 'Blockering av vårdnadshavares direktåtkomst',
  caseNumber: '2026-7K3QX9TM',
  draft: false,
  region: 'Västra Götalandsregionen',
  unit: { name: 'Närhälsan Partille vårdcentral', hsaId: 'SE2321000131-E000000990001' },
  urgent: false,
  isProtected: false,
  patient: { title: 'Barn', name: 'Astrid Öberg', personalNumber: '20170101-2393', isProtected: false },
  guardians: [
    { name: 'Åsa Öberg', personalNumber: '19890301-2386', isProtected: false },
    { name: 'Örjan Ångström', personalNumber: '19890301-2394', isProtected: false },
  ],
  measure:
    'Blockera båda vårdnadshavarnas direktåtkomst till barnets journal och e-tjänster i 1177. Blockeringen gäller barnets hela konto, alla enheter.',
  fields: [],
  ending: false,
  validFrom: '2026-11-22',
  validUntil: null,
  reviewBy: '2027-05-22',
  requester: { name: 'Karin Lindqvist', vgrId: 'karli12', email: 'ssk@vgr.example', phone: '010-473 71 00' },
  responsibleHead: 'Maria Håkansson',
  decision: { outcome: 'Blockering beviljas', on: '2026-11-22', by: 'Maria Håkansson', capacity: 'verksamhetschef' },
  orders: [
    { text: 'Kontrollera att Minderårig tillgång inte är satt för vårdnadshavarna', required: true },
    { text: 'Blockera tillgång för Åsa Öberg', required: true },
    { text: 'Blockera tillgång för Örjan Ångström', required: true },
    { text: 'Anteckna diarienumret i Admin Journalen', required: false },
  ],
  signature: { method: 'decision-record', by: 'Maria Håkansson', at: '2026-11-22T08:30:00.000Z' },
  patientSigns: false,
  address: 'VGR-IT, Exempelgatan 1, 000 00 Exempelstad',
  registryReference: 'RS 2026-01234',
  createdAt: '2026-11-22T09:00:00.000Z',
};

/** The draft of a guardian's extension, decided by a designee, urgent for the sake of the mark. */
export const extensionDraft: FormContent = {
  ...blockOrder,
  formName: 'Tilldela direktåtkomst för vårdnadshavare till minderårigs journalinformation 13 t o m 15 år',
  caseNumber: '2026-0B8ZC4VN',
  draft: true,
  unit: {
    name: 'Habilitering & Hälsa, barn- och ungdomshabiliteringen Göteborg',
    hsaId: 'SE2321000131-E000000990005',
  },
  guardians: [{ name: 'Åsa Öberg', personalNumber: '19890301-2386', isProtected: false }],
  measure:
    'Sätt Minderårig tillgång för vårdnadshavaren så att hon kan läsa barnets journal från enheten Habilitering & Hälsa, barn- och ungdomshabiliteringen Göteborg.',
  fields: [{ label: 'Omfattning', value: 'Endast den egna vårdenheten' }],
  validUntil: '2027-12-31',
  reviewBy: null,
  decision: {
    outcome: 'Utökad direktåtkomst beviljas',
    on: '2026-11-22',
    by: 'Karin Lindqvist',
    capacity: 'utsedd av verksamhetschef',
    onBehalfOf: 'Maria Håkansson',
  },
  orders: [{ text: 'Sätt Minderårig tillgång för Åsa Öberg och enheten', required: true }],
  signature: null,
  registryReference: null,
};

/** A renewal with an outcome for each guardian, signed on paper, called for by telephone. */
export const renewalOrder: FormContent = {
  ...blockOrder,
  formName: 'Förlängning blockering av vårdnadshavares direktåtkomst',
  urgent: true,
  guardians: [
    { name: 'Åsa Öberg', personalNumber: '19890301-2386', isProtected: false, outcome: 'Upphör' },
    { name: 'Örjan Ångström', personalNumber: '19890301-2394', isProtected: false, outcome: 'Fortsätter' },
  ],
  fields: [
    { label: 'Ursprungligt ärende', value: '2026-4D1WQ0RA' },
    { label: 'Blockeringens första dag', value: '2026-05-22' },
    { label: 'Tidigare omprövad', value: '2026-08-22' },
  ],
  signature: { method: 'paper', by: 'Maria Håkansson', at: '2026-11-21T23:30:00.000Z' },
};
