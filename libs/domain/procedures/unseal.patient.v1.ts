import { nothingBars } from './answers';
import { identityCheck, identityField } from './identity-check';
import { Procedure } from './procedure';
import { unsealing } from './items/seal-items';

/** Lifting the patient's own seal, by right once the identity is proven (upplåsning på uppdrag av patient), domain.md 4.8. */
export const unsealPatientV1 = {
  name: 'unseal.patient',
  version: 1,
  title: { sv: 'Upplåsning på uppdrag av patient', en: "Lifting the seal on the patient's own request" },
  formName: 'Upplåsning av direktåtkomst på uppdrag av patient',
  scope: 'account',
  urgent: false,
  ages: { window: null },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'right' },
  consults: [],
  checklist: identityCheck,
  grantBarredBy: nothingBars,
  begins: null,
  concerns: { measure: 'seal', begunBy: ['seal.patient'] },
  perGuardian: false,
  preconditions: [],
  plan: unsealing,
  siblingsToo: false,
  endedBy: null,
  form: ({ answers }) => ({
    measure: 'Patientens egen försegling av journalen via nätet hävs, om ingen annan försegling gäller.',
    fields: [identityField(answers)],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
