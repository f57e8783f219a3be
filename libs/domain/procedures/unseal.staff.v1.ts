import { nothingBars, yesNo, yesNoOrNeither } from './answers';
import { Procedure } from './procedure';
import { unsealing } from './items/seal-items';

/** Restoring direct access after a seal by staff or at protected identity (återställande av direktåtkomst), domain.md 4.8. */
export const unsealStaffV1 = {
  name: 'unseal.staff',
  version: 1,
  title: {
    sv: 'Återställande av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
    en: 'Restoring direct access on the initiative of health-care staff',
  },
  formName: 'Återställande av direktåtkomst på uppdrag av hälso- och sjukvårdspersonal',
  scope: 'account',
  urgent: false,
  ages: { window: null },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'head', designee: false },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'patient', required: false },
    { party: 'child', required: false },
    { party: 'social-services', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo('US1', 'Har grunden för förseglingen fallit bort?', 'Has the ground for the seal ceased to exist?', {
      required: true,
      grantNeeds: true,
      source: '4.8; V1',
    }),
    yesNo(
      'US2',
      'Har registret kontrollerats: skyddade personuppgifter och vårdnad?',
      'Has the register been checked: protection and custody?',
      { required: true, grantNeeds: true, source: '4.8; L11, S1' },
    ),
    yesNoOrNeither(
      'US3',
      'Är den vårdnadshavare som fortfarande ska hållas ute blockerad?',
      'Is a guardian who is still to be kept out blocked?',
      { source: '4.8; I5' },
    ),
    yesNo(
      'US4',
      'Har en annan region låst inloggningen? Samråd i så fall med den före upplåsning.',
      'Has another region locked the login? If so, confer with it before unlocking.',
      { required: true, source: '4.8; I5' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: null,
  concerns: { measure: 'seal', begunBy: ['seal.staff', 'seal.protected-identity'] },
  perGuardian: false,
  preconditions: ['protected-identity'],
  plan: unsealing,
  siblingsToo: false,
  endedBy: null,
  form: () => ({
    measure: 'Förseglingen av patientens journal via nätet hävs, om ingen annan försegling gäller.',
    fields: [],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
