import { answered, nothingBars, yesNo } from './answers';
import { registryReferenceNoted } from './items/plan-items';
import { Procedure } from './procedure';
import { journalSealed, loginLocked } from './items/seal-items';

/** Seal on the initiative of staff (försegling på uppdrag av hälso- och sjukvårdspersonal), domain.md 4.7. */
export const sealStaffV1 = {
  name: 'seal.staff',
  version: 1,
  title: {
    sv: 'Försegling på uppdrag av hälso- och sjukvårdspersonal',
    en: 'Seal on the initiative of health-care staff',
  },
  formName: 'Försegling av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
  scope: 'account',
  urgent: true,
  ages: { window: null },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'head', designee: false },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'patient', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo(
      'SS1',
      'Kan fortsatt åtkomst skada patienten, personal eller någon annan?',
      'Can continued access harm the patient, staff or someone else?',
      { required: true, grantNeeds: true, source: '4.7 SS1; ST1' },
    ),
    yesNo(
      'SS2',
      'Är mildare åtgärder otillräckliga (undantaget sökord, blockering av en vårdnadshavare)?',
      'Are milder means not enough (an excluded term, a block of one guardian)?',
      { required: true, grantNeeds: true, source: '4.7 SS2; S1, SK2' },
    ),
    {
      id: 'SS3',
      question: {
        sv: 'Är patienten informerad? Ange annars varför inte.',
        en: 'Has the patient been told? If not, say why.',
      },
      answer: 'choice',
      options: [
        { value: 'told', title: { sv: 'Ja, informerad', en: 'Yes, told' } },
        { value: 'not-told-with-reason', title: { sv: 'Nej (ange skäl)', en: 'No, for a reason' } },
      ],
      required: true,
      noteRequiredFor: ['not-told-with-reason'],
      source: '4.7 SS3; L1',
    },
    yesNo(
      'SS4',
      'Kan någon annan ha tillgång till patientens e-legitimation? Då låses även inloggningen.',
      "May someone else have the patient's e-ID? Then the login is locked too.",
      { required: true, source: '4.7 SS4; KR1, SK1' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: 'seal',
  concerns: null,
  perGuardian: false,
  preconditions: ['measure-already-in-force'],
  plan: (facts) => [
    journalSealed(facts),
    loginLocked(facts, answered(facts.answers, 'SS4', true)),
    registryReferenceNoted,
  ],
  siblingsToo: false,
  endedBy: 'unseal.staff',
  form: ({ answers }) => ({
    measure: 'Patientens journal via nätet förseglas. Åtgärden gäller hela kontot, tills vidare.',
    fields: [{ label: 'Låsning av 1177-inloggningen', value: answered(answers, 'SS4', true) ? 'Ja' : 'Nej' }],
  }),
  legalGround: { code: 'OSL 25:1', version: 1, source: 'domain.md 6.1; L7' },
} as const satisfies Procedure;
