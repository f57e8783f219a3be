import { ageRules } from '../policy/policy';
import { answered, yesNo } from './answers';
import { extending } from './items/extension-items';
import { Procedure } from './procedure';

/** A guardian's access to the record of a 13-15-year-old (förlängd åtkomst för vårdnadshavare), domain.md 4.2. */
export const extensionGuardianV1 = {
  name: 'extension.guardian',
  version: 1,
  title: {
    sv: 'Direktåtkomst för vårdnadshavare till minderårigs journal 13-15 år',
    en: "A guardian's direct access to the record of a minor aged 13-15",
  },
  formName: 'Tilldela direktåtkomst för vårdnadshavare till minderårigs journalinformation 13 t o m 15 år',
  scope: 'unit',
  urgent: false,
  ages: { window: ageRules.extension },
  guardians: { min: 1, max: 1 },
  endsByTime: true,
  decided: { by: 'head', designee: true },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'guardian', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo('EG1', 'Har barnets behov beskrivits?', "Is the child's need described?", {
      required: true,
      grantNeeds: true,
      noteRequiredFor: [true],
      source: '4.2 EG1; S1',
    }),
    yesNo(
      'EG2',
      'Finns ett särskilt behov: vårdnadshavaren deltar varaktigt i vården?',
      'Is there a special need: does the guardian take a lasting part in the care?',
      { required: true, grantNeeds: true, noteRequiredFor: [true], source: '4.2 EG2; S1' },
    ),
    yesNo('EG3', 'Har menprövningen gjorts utan anmärkning?', 'Has the harm test passed without remark?', {
      required: true,
      grantNeeds: true,
      source: '4.2 EG3; S1',
    }),
    yesNo(
      'EG4',
      'Har det bedömts om barnet är moget att bestämma över vårdnadshavarens fortsatta åtkomst?',
      "Has the child's maturity to decide about the guardian's continued access been assessed?",
      { required: true, grantNeeds: true, source: '4.2 EG4; S1' },
    ),
    yesNo(
      'EG5',
      'Har det så långt möjligt säkerställts att barn och vårdnadshavare har ett gemensamt intresse?',
      'Has a common interest of child and guardian been made sure, as far as possible?',
      { required: true, grantNeeds: true, source: '4.2 EG5; S1' },
    ),
    {
      id: 'EG6',
      question: { sv: 'Vad vill barnet?', en: 'What does the child want?' },
      answer: 'choice',
      options: [
        { value: 'WANTS', title: { sv: 'Barnet vill', en: 'The child wants it' } },
        { value: 'DOES_NOT_WANT', title: { sv: 'Barnet vill inte', en: 'The child does not want it' } },
        {
          value: 'CANNOT_EXPRESS',
          title: { sv: 'Barnet kan inte uttrycka sin vilja', en: 'The child cannot express a will' },
        },
      ],
      required: true,
      grantRefusedBy: ['DOES_NOT_WANT'],
      source: '4.2 EG6; S1',
    },
    yesNo(
      'EG7',
      'Om barnet inte kan uttrycka sin vilja: har det så långt möjligt säkerställts att barnet inte lider men?',
      'If the child cannot express a will: has it been made sure, as far as possible, that the child is not harmed?',
      { required: false, source: '4.2 EG7; S1, OR1' },
    ),
  ],
  grantBarredBy: (answers) => {
    if (answered(answers, 'EG6', 'DOES_NOT_WANT')) return 'child-objects';
    const unsure = answered(answers, 'EG6', 'CANNOT_EXPRESS') && !answered(answers, 'EG7', true);
    return unsure ? 'assessment-blocks-grant' : null;
  },
  begins: 'extension',
  concerns: null,
  perGuardian: false,
  preconditions: [
    'unit-excluded',
    'not-a-guardian',
    'protected-identity',
    'patient-sealed',
    'guardian-blocked',
    'measure-already-in-force',
  ],
  plan: (facts) => facts.guardians.slice(0, 1).flatMap((guardian) => extending(facts, guardian)),
  siblingsToo: false,
  endedBy: 'extension-end',
  form: ({ unit }) => ({
    measure:
      'Vårdnadshavaren tilldelas direktåtkomst till den minderåriges journal via nätet, för den beslutande enheten. Övriga e-tjänster omfattas inte.',
    fields: [{ label: 'Gäller enhet', value: unit }],
  }),
  legalGround: { code: 'PDL 5:5', version: 1, source: 'domain.md 6.1; L1' },
} as const satisfies Procedure;
