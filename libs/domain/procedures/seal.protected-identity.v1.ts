import { ageRules } from '../policy/policy';
import { nothingBars, yesNo } from './answers';
import { registryReferenceNoted } from './items/plan-items';
import { Procedure } from './procedure';
import { journalSealed, loginLocked, proxyLinksChecked } from './items/seal-items';

/** Seal of a child's record and lock of the 1177 account at protected identity (försegling vid skyddat id), domain.md 4.5. */
export const sealProtectedIdentityV1 = {
  name: 'seal.protected-identity',
  version: 1,
  title: {
    sv: 'Försegling av barns journal och låsning av 1177-konto vid skyddat id',
    en: "Seal of a child's record and lock of the 1177 account at protected identity",
  },
  formName: 'Försegling av barns journal via nätet vid skyddat id och låsning av 1177-konto',
  scope: 'account',
  urgent: true,
  ages: { window: ageRules.minor },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'head', designee: false },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'social-services', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    {
      id: 'SP1',
      question: { sv: 'Vilken är grunden?', en: 'Which is the ground?' },
      answer: 'choice',
      options: [
        { value: 'child-protected', title: { sv: 'Barnet har skyddat id', en: 'The child has protected identity' } },
        {
          value: 'custody-under-investigation',
          title: { sv: 'Vårdnaden utreds', en: 'Custody is being investigated' },
        },
        {
          value: 'guardian-protected',
          title: { sv: 'En vårdnadshavare har skyddat id', en: 'A guardian has protected identity' },
        },
      ],
      required: true,
      source: '4.5 SP1; S1',
    },
    {
      id: 'SP2',
      question: { sv: 'Vilket slags skydd gäller?', en: 'Which type of protection is it?' },
      answer: 'choice',
      options: [
        { value: 'secrecy-marking', title: { sv: 'Sekretessmarkering', en: 'Secrecy marking' } },
        {
          value: 'protected-registration',
          title: { sv: 'Skyddad folkbokföring', en: 'Protected population registration' },
        },
        { value: 'none-visible', title: { sv: 'Inget som syns i registret', en: 'None that the register shows' } },
      ],
      required: true,
      source: '4.5 SP2; K2, I7',
    },
    yesNo(
      'SP3',
      'Har registret kontrollerats för barnet och båda vårdnadshavarna?',
      'Has the register been checked for the child and both guardians?',
      { required: true, grantNeeds: true, source: '4.5 SP3; L11' },
    ),
    yesNo(
      'SP4',
      'Har det godtagits att även en vårdnadshavare utan hotbild, och barnet självt från 16 år, stängs ute?',
      'Is it accepted that an unthreatened guardian, and the child from 16, are shut out too?',
      { required: true, grantNeeds: true, source: '4.5 SP4; 3.3 rows 7, 17' },
    ),
    yesNo('SP5', 'Har syskonens behov bedömts?', 'Have the siblings been assessed?', {
      required: true,
      source: '4.5 SP5; S1',
    }),
    yesNo(
      'SP6',
      'Har sms-påminnelser, e-kallelser och brev hanterats?',
      'Have text reminders, e-summons and letters been handled?',
      { required: true, source: '4.5 SP6; OG1' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: 'seal',
  concerns: null,
  perGuardian: false,
  preconditions: ['measure-already-in-force'],
  plan: (facts) => [journalSealed(facts), loginLocked(facts, true), proxyLinksChecked, registryReferenceNoted],
  followsProtection: true,
  formNamesGuardians: true,
  siblingsToo: true,
  endedBy: 'unseal.staff',
  form: ({ answers }) => ({
    measure: 'Barnets journal via nätet förseglas och 1177-kontot låses. Åtgärden gäller hela kontot, tills vidare.',
    fields: [
      { label: 'Grund enligt rutinen (a, b eller c)', value: letterOf(answers['SP1']?.answer) },
      { label: 'Försegling av journalen', value: 'Ja' },
      { label: 'Låsning av 1177-kontot', value: 'Ja' },
    ],
  }),
  legalGround: { code: 'OSL 25:1', version: 1, source: 'domain.md 6.1; L7' },
} as const satisfies Procedure;

/** The routine's own letters (domain.md 4.5): the form says no more of the ground. */
const letters = ['child-protected', 'custody-under-investigation', 'guardian-protected'];
const letterOf = (ground: unknown): string => 'abc'.charAt(letters.findIndex((letter) => letter === ground)) || '–';
