import { ageRules } from '../policy/policy';
import { answered, nothingBars, yesNo } from './answers';
import { extending } from './items/extension-items';
import { Procedure } from './procedure';

/** Direct access for the young person before 16 (förlängd åtkomst för minderårig), domain.md 4.1. */
export const extensionMinorV1 = {
  name: 'extension.minor',
  version: 1,
  title: { sv: 'Direktåtkomst för minderårig 13-15 år', en: 'Direct access for a minor aged 13-15' },
  formName: 'Tilldela direktåtkomst för minderårig 13 tom 15 år',
  scope: 'unit',
  urgent: false,
  ages: { window: ageRules.extension },
  guardians: { min: 0, max: 0 },
  endsByTime: true,
  decided: { by: 'head', designee: true },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'guardian', required: false },
    { party: 'staff', required: false },
    { party: 'child', required: false },
  ],
  saidToBeHeard: (answers) => (answered(answers, 'EM4', 'consulted') ? ['guardian'] : []),
  checklist: [
    yesNo('EM1', 'Har barnets behov beskrivits?', "Is the child's need described?", {
      required: true,
      grantNeeds: true,
      noteRequiredFor: [true],
      source: '4.1 EM1; S1',
    }),
    yesNo('EM2', 'Har menprövningen gjorts utan anmärkning?', 'Has the risk of harm been assessed without objection?', {
      required: true,
      grantNeeds: true,
      source: '4.1 EM2; S1',
    }),
    yesNo(
      'EM3',
      'Är barnet moget nog att bestämma över en utökad åtkomst?',
      'Is the child mature enough to decide about widened access?',
      { required: true, grantNeeds: true, source: '4.1 EM3; S1, OR1' },
    ),
    {
      id: 'EM4',
      question: {
        sv: 'Har samråd skett med vårdnadshavaren? Ange annars varför inte.',
        en: 'Has the guardian been consulted? If not, say why.',
      },
      answer: 'choice',
      options: [
        { value: 'consulted', title: { sv: 'Ja, samråd har skett', en: 'Yes, consulted' } },
        { value: 'not-consulted-with-reason', title: { sv: 'Nej (ange skäl)', en: 'No, for a reason' } },
      ],
      required: true,
      noteRequiredFor: ['not-consulted-with-reason'],
      source: '4.1 EM4; S1',
    },
    yesNo(
      'EM5',
      'Har risken vägts in att någon tvingar barnet att visa journalen (kontroll, hedersrelaterat tryck)?',
      'Has the risk been weighed that someone forces the child to show the record (control, honour-related pressure)?',
      { required: true, grantNeeds: true, source: '4.1 EM5; I10' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: 'extension',
  concerns: null,
  perGuardian: false,
  preconditions: ['unit-excluded', 'protected-identity', 'patient-sealed', 'measure-already-in-force'],
  plan: (facts) => extending(facts, facts.patient),
  siblingsToo: false,
  endedBy: 'extension-end',
  form: ({ unit }) => ({
    measure: 'Den minderårige tilldelas direktåtkomst till sin egen journal via nätet, för den beslutande enheten.',
    fields: [{ label: 'Gäller enhet', value: unit }],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
