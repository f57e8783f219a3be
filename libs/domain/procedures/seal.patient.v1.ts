import { ageRules } from '../policy/policy';
import { answered, nothingBars, yesNo } from './answers';
import { identityCheck, identityField } from './identity-check';
import { registryReferenceNoted } from './items/plan-items';
import { Procedure } from './procedure';
import { journalSealed, loginLocked } from './items/seal-items';

/** The patient's own seal, by right once the identity is proven (försegling på uppdrag av patient), domain.md 4.6. */
export const sealPatientV1 = {
  name: 'seal.patient',
  version: 1,
  title: { sv: 'Försegling på uppdrag av patient', en: "Seal on the patient's own request" },
  formName: 'Försegling av direktåtkomst på uppdrag av patient',
  scope: 'account',
  urgent: false,
  ages: { window: ageRules.ownAccess, orWith: { window: ageRules.extension, measure: 'extension' } },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'right' },
  consults: [],
  checklist: [
    ...identityCheck,
    yesNo(
      'lock-login',
      'Vill patienten också att inloggningen till 1177 låses?',
      'Does the patient want the login to 1177 to be locked too?',
      { required: true, source: '4.6; ST1' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: 'seal',
  concerns: null,
  perGuardian: false,
  preconditions: ['measure-already-in-force'],
  plan: (facts) => [
    journalSealed(facts),
    loginLocked(facts, answered(facts.answers, 'lock-login', true)),
    registryReferenceNoted,
  ],
  siblingsToo: false,
  endedBy: null,
  form: ({ answers }) => ({
    measure: 'Patientens journal via nätet förseglas på patientens egen begäran. Åtgärden gäller hela kontot.',
    fields: [
      identityField(answers),
      { label: 'Låsning av 1177-inloggningen', value: answered(answers, 'lock-login', true) ? 'Ja' : 'Nej' },
    ],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
