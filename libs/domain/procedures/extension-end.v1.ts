import { nothingBars, yesNo } from './answers';
import { extensionEnding } from './items/extension-items';
import { Procedure } from './procedure';

/** The end of an extension before its last day (avslut av förlängd åtkomst), domain.md 4.1 and 4.2. */
export const extensionEndV1 = {
  name: 'extension-end',
  version: 1,
  title: { sv: 'Avslut av tilldelad direktåtkomst 13-15 år', en: 'End of an extension of direct access, ages 13-15' },
  formName: 'Avslut av tilldelad direktåtkomst 13 t o m 15 år',
  scope: 'unit',
  urgent: false,
  ages: { window: null },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'head', designee: true },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'guardian', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo(
      'EE1',
      'Har grunden fallit bort: behovet, det gemensamma intresset eller barnets vilja?',
      "Has the ground ceased: the need, the common interest or the child's will?",
      { required: true, grantNeeds: true, source: '4.1, 4.2; S1, KA1' },
    ),
    yesNo('EE2', 'Har barnet fått komma till tals om avslutet?', 'Has the child been listened to about the end?', {
      required: true,
      source: '4.2 EG6; S1',
    }),
    yesNo(
      'EE3',
      'Har det bedömts om vårdnadshavaren i stället behöver blockeras?',
      'Has it been assessed whether the guardian needs to be blocked instead?',
      { required: true, source: '4.3; S1, SK1' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: null,
  concerns: { measure: 'extension', begunBy: ['extension.minor', 'extension.guardian'] },
  perGuardian: false,
  preconditions: [],
  plan: extensionEnding,
  siblingsToo: false,
  endedBy: null,
  form: ({ unit }) => ({
    measure: 'Den tilldelade direktåtkomsten avslutas. Minderårig tillgång tas bort.',
    fields: [{ label: 'Gäller enhet', value: unit }],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
