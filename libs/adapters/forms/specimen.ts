import type { FormContent } from '@sigill/domain';

/** A form of no case, as long as an ordinary one: what the renderer warms itself with. */
export const specimen: FormContent = {
  layout: 1,
  formName: 'Provsida',
  caseNumber: '0000-00000000',
  draft: true,
  region: 'Provsida',
  unit: { name: 'Provsida', hsaId: '-' },
  urgent: true,
  patient: { title: 'Patient', name: 'Provsida', personalNumber: '-' },
  guardians: [],
  measure: 'Flygande bäckasiner söka hwila på mjuka tuvor. FLYGANDE BÄCKASINER SÖKA HWILA PÅ MJUKA TUVOR 0123456789',
  fields: [{ label: 'Provsida', value: 'Provsida' }],
  ending: false,
  validFrom: '-',
  validUntil: null,
  reviewBy: null,
  requester: { name: '-', vgrId: null, email: '-', phone: '-' },
  responsibleHead: null,
  decision: { outcome: '-', on: '-', by: '-', capacity: '-' },
  orders: [{ text: 'Provsida', required: true }],
  signature: null,
  registryReference: null,
  createdAt: '2000-01-01T00:00:00.000Z',
};
