import { ageRules } from '../policy/policy';
import { answered, yesNo } from './answers';
import { guardianBlocked, minorAccessChecked, minorAccessRemoved, registryReferenceNoted } from './items/plan-items';
import { Procedure } from './procedure';

const grounds = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'];

/** Blocking of a guardian's direct access (blockering av vårdnadshavare), domain.md 4.3. */
export const blockV1 = {
  name: 'block',
  version: 1,
  title: { sv: 'Blockering av vårdnadshavares direktåtkomst', en: "Block of a guardian's direct access" },
  formName: 'Blockering av vårdnadshavares direktåtkomst',
  scope: 'account',
  urgent: true,
  ages: { window: ageRules.block },
  guardians: { min: 1, max: 2 },
  endsByTime: false,
  decided: { by: 'head', designee: false },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'social-services', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo(
      'B1',
      'Kan barnet antas lida betydande men om uppgifter röjs för vårdnadshavaren?',
      'Can the child be assumed to suffer considerable harm if data are revealed to the guardian?',
      { required: false, source: '4.3 B1; S1, L7, L8' },
    ),
    yesNo(
      'B2',
      'Innehåller journalen uppgifter om andra personer som kan omfattas av sekretess?',
      'Does the record hold data about other persons that may be secret?',
      { required: false, source: '4.3 B2; S1' },
    ),
    yesNo(
      'B3',
      'Är barnet placerat (till exempel enligt LVU)?',
      'Is the child placed in care (for example under LVU)?',
      {
        required: false,
        source: '4.3 B3; S1, OG1',
      },
    ),
    yesNo('B4', 'Finns misstanke om att barnet far illa?', 'Is there a suspicion that the child is being harmed?', {
      required: false,
      source: '4.3 B4; S1, SO1',
    }),
    yesNo('B5', 'Övervägs tvångsåtgärder?', 'Are coercive measures being considered?', {
      required: false,
      source: '4.3 B5; S1',
    }),
    yesNo(
      'B6',
      'Har polis eller åklagare begärt undersökning vid misstänkt våld där en vårdnadshavare är misstänkt?',
      'Have police or prosecutor asked for an examination of suspected violence where a guardian is a suspect?',
      { required: false, source: '4.3 B6; S1' },
    ),
    yesNo(
      'B7',
      'Finns misstanke om brott mot barnet (våld, sexuella övergrepp, hot, hedersrelaterat)?',
      'Is a crime against the child suspected (violence, sexual abuse, threats, honour-related)?',
      { required: false, source: '4.3 B7; OG1' },
    ),
    yesNo('B8', 'Har en orosanmälan gjorts eller planerats?', 'Has a report of concern been made or planned?', {
      required: false,
      source: '4.3 B8; J1, SO1',
    }),
    yesNo(
      'B9',
      'Har det bedömts om alla barn i familjen behöver en blockering (ett ärende per barn)?',
      'Has it been assessed whether all children of the family need a block (one case per child)?',
      { required: true, noteRequiredFor: [false], source: '4.3 B9; S1' },
    ),
    yesNo(
      'B11',
      'Har skyddade personuppgifter kontrollerats i folkbokföringen?',
      'Has protection in the population register been checked?',
      { required: false, source: '4.3 B11; J1' },
    ),
    yesNo('B12', 'Har barnet fått komma till tals?', 'Has the child been listened to?', {
      required: false,
      source: '4.3 B12; J1',
    }),
    yesNo(
      'B13',
      'Kan vårdnadshavaren komma åt barnets egen e-legitimation? Överväg i så fall även försegling och låsning.',
      "May the guardian reach the child's own e-ID? If so, consider a seal and a lock too.",
      { required: false, source: '4.3 B13; SK1' },
    ),
    yesNo(
      'B15',
      'Har andra kanaler som når vårdnadshavaren hanterats (sms-påminnelser, e-kallelser, brev, papperskopior)?',
      'Have other channels that reach the guardian been handled (text reminders, e-summons, letters, paper copies)?',
      { required: false, source: '4.3 B15; OG1' },
    ),
  ],
  grantBarredBy: (answers) => (grounds.some((id) => answered(answers, id, true)) ? null : 'assessment-blocks-grant'),
  begins: 'block',
  concerns: null,
  perGuardian: false,
  preconditions: ['not-a-guardian', 'measure-already-in-force'],
  plan: (facts) => [
    minorAccessChecked(facts),
    ...minorAccessRemoved(facts, facts.guardians),
    ...facts.guardians.map((guardian) => guardianBlocked(facts, guardian)),
    registryReferenceNoted,
  ],
  siblingsToo: true,
  assessesSiblings: true,
  endedBy: 'block-end',
  form: ({ guardians }) => ({
    measure: `${guardians.length > 1 ? 'Vårdnadshavarnas' : 'Vårdnadshavarens'} direktåtkomst till barnets journal via nätet blockeras. Blockeringen gäller hela kontot, tills vidare.`,
    fields: [],
  }),
  legalGround: { code: 'OSL 12:3', version: 1, source: 'domain.md 6.1; L7, L8' },
} as const satisfies Procedure;
