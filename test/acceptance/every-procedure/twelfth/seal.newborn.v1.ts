import { ageRules } from '../../../../libs/domain/policy/policy';
import { answered, nothingBars, yesNo } from '../../../../libs/domain/procedures/answers';
import { registryReferenceNoted } from '../../../../libs/domain/procedures/items/plan-items';
import { Procedure } from '../../../../libs/domain/procedures/procedure';
import { journalSealed, loginLocked } from '../../../../libs/domain/procedures/items/seal-items';

/** Made up: the seal of a newborn's record, on two opinions and with an item of its own. */
export const sealNewbornV1 = {
  name: 'seal.newborn',
  version: 1,
  title: { sv: 'Försegling av nyfödds journal', en: "Seal of a newborn's record" },
  formName: 'Försegling av nyfödds direktåtkomst',
  scope: 'account',
  urgent: true,
  ages: { window: ageRules.automaticGuardian },
  guardians: { min: 0, max: 1 },
  endsByTime: false,
  decided: { by: 'head', designee: false },
  consults: [
    { party: 'head-of-operations', required: true },
    { party: 'social-services', required: true },
    { party: 'guardian', required: false },
  ],
  checklist: [
    yesNo('NB1', 'Är barnet nyfött?', 'Is the child newborn?', { required: true, grantNeeds: true, source: 'made up' }),
    yesNo('NB2', 'Är BVC informerat?', 'Has the child health centre been told?', { required: true, source: 'made up' }),
    yesNo('NB3', 'Ska inloggningen låsas?', 'Is the login to be locked?', { required: false, source: 'made up' }),
  ],
  grantBarredBy: nothingBars,
  begins: 'seal',
  concerns: null,
  perGuardian: false,
  preconditions: ['measure-already-in-force'],
  plan: (facts) => [
    {
      item: 'bracelet-checked',
      title: { sv: 'Kontrollera armbandet', en: 'Check the bracelet' },
      required: true,
      effects: [],
    },
    journalSealed(facts),
    loginLocked(facts, answered(facts.answers, 'NB3', true)),
    registryReferenceNoted,
  ],
  siblingsToo: false,
  endedBy: null,
  form: ({ answers }) => ({
    measure: 'Den nyföddas journal via nätet förseglas.',
    fields: [{ label: 'Låsning av inloggningen', value: answered(answers, 'NB3', true) ? 'Ja' : 'Nej' }],
  }),
  legalGround: { code: 'OSL 25:1', version: 1, source: 'made up' },
} as const satisfies Procedure;
