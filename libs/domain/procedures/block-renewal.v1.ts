import { nothingBars, yesNo, yesNoOrNeither } from './answers';
import { blockStillSet, guardianUnblocked, registryReferenceNoted } from './items/plan-items';
import { PlanFacts, Procedure } from './procedure';
import { PersonId } from '../terms';

/** A new stand on whether a block is still needed, guardian by guardian (förlängning av blockering), domain.md 4.4. */
export const blockRenewalV1 = {
  name: 'block-renewal',
  version: 1,
  title: {
    sv: 'Förlängning av blockering av vårdnadshavares direktåtkomst',
    en: "Renewal of the block of a guardian's direct access",
  },
  formName: 'Förlängning blockering av vårdnadshavares direktåtkomst',
  scope: 'account',
  urgent: false,
  ages: { window: null },
  guardians: { min: 0, max: 0 },
  endsByTime: false,
  decided: { by: 'head', designee: true },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'child', required: false },
    { party: 'social-services', required: false },
    { party: 'staff', required: false },
  ],
  checklist: [
    yesNoOrNeither(
      'R2',
      'Har det omprövats om den ursprungliga grunden finns kvar, med nya uppgifter från socialtjänst eller polis?',
      'Has it been reconsidered whether the original ground still exists, with new facts from social services or police?',
      { source: '4.4 R2; S1, J1' },
    ),
    yesNo(
      'R4',
      'Har syskonens blockeringar omprövats samtidigt?',
      "Have the siblings' blocks been reviewed at the same time?",
      { required: true, source: '4.4 R4; S1' },
    ),
  ],
  grantBarredBy: nothingBars,
  begins: null,
  concerns: { measure: 'block', begunBy: ['block'] },
  perGuardian: true,
  preconditions: [],
  plan: (facts) => [...facts.guardians.map((guardian) => perGuardian(facts, guardian)), registryReferenceNoted],
  siblingsToo: false,
  endedBy: null,
  form: ({ guardians, outcomes }) => ({
    measure: 'Behovet av blockeringen är omprövat. För varje vårdnadshavare gäller vad som anges nedan.',
    fields: guardians.map(({ id, name }) => ({
      label: name,
      value:
        outcomes.find(({ guardian }) => guardian === id)?.outcome === 'end'
          ? 'Blockeringen hävs'
          : 'Blockeringen fortsätter tills vidare',
    })),
  }),
  legalGround: { code: 'OSL 12:3', version: 1, source: 'domain.md 6.1; L7, L8' },
} as const satisfies Procedure;

function perGuardian(facts: PlanFacts, guardian: PersonId) {
  const ends = facts.outcomes.some((one) => one.guardian === guardian && one.outcome === 'end');
  return ends && facts.concerns !== null ? guardianUnblocked(guardian, facts.concerns) : blockStillSet(guardian);
}
