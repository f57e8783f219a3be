import { nothingBars, yesNo } from './answers';
import { guardianUnblocked, registryReferenceNoted } from './items/plan-items';
import { Procedure } from './procedure';

/** The end of a block, for one guardian or for all still blocked (upphävande av blockering), domain.md 4.4. */
export const blockEndV1 = {
  name: 'block-end',
  version: 1,
  title: {
    sv: 'Upphävande av blockering av vårdnadshavares direktåtkomst',
    en: "End of the block of a guardian's direct access",
  },
  formName: 'Upphävande av blockering av vårdnadshavares direktåtkomst',
  scope: 'account',
  urgent: false,
  ages: { window: null },
  guardians: { min: 0, max: 2 },
  endsByTime: false,
  decided: { by: 'head', designee: true },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'social-services', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNo('BE1', 'Har grunden för blockeringen fallit bort?', 'Has the ground for the block ceased to exist?', {
      required: true,
      grantNeeds: true,
      source: '4.4; S1, V1',
    }),
    yesNo(
      'BE2',
      'Har uppgifter från socialtjänst och polis inhämtats, eller bedömts som obehövliga?',
      'Have facts from social services and police been obtained, or been judged unnecessary?',
      { required: true, source: '4.4 R2; S1, J1' },
    ),
    yesNo(
      'BE3',
      'Har det bedömts att barnet inte lider men av att vårdnadshavaren åter kan läsa journalen?',
      'Has it been assessed that the child suffers no harm when the guardian can read the record again?',
      { required: true, grantNeeds: true, source: '4.3 B1; S1, L8' },
    ),
    yesNo('BE4', 'Har barnet fått komma till tals?', 'Has the child been listened to?', {
      required: false,
      source: '4.3 B12; J1',
    }),
    yesNo('BE5', 'Har syskonens blockeringar omprövats samtidigt?', "Have the siblings' blocks been reviewed too?", {
      required: false,
      source: '4.4 R4; S1',
    }),
  ],
  grantBarredBy: nothingBars,
  begins: null,
  concerns: { measure: 'block', begunBy: ['block'] },
  perGuardian: false,
  preconditions: [],
  plan: (facts) => [
    ...facts.guardians.flatMap((guardian) =>
      facts.concerns === null ? [] : [guardianUnblocked(guardian, facts.concerns)],
    ),
    registryReferenceNoted,
  ],
  siblingsToo: false,
  endedBy: null,
  form: ({ guardians }) => ({
    measure: `Blockeringen av ${guardians.length > 1 ? 'vårdnadshavarnas' : 'vårdnadshavarens'} direktåtkomst till barnets journal via nätet hävs.`,
    fields: [],
  }),
  legalGround: { code: 'OSL 12:3', version: 1, source: 'domain.md 6.1; L7, L8' },
} as const satisfies Procedure;
