import * as people from './people';
import { after, given, open, Situation, World } from './situation';
import { Walk } from './walk';
import { lerum } from './workplaces';

const { fourteen, leapDay, fifteen, nine, eight, thirteen, twinTwo } = people;
const noLock = { SS4: { answer: false } };
const documentation = async (walk: Walk, { program }: World) =>
  walk.story.send(walk.at.staff, 'documentation', { recordSystem: 'Melior', documentedAt: await program.now() });

/** Refused on the way; with them the refusals that every command knows. */
export const commands: readonly Situation[] = [
  {
    code: 'date-not-allowed',
    procedure: 'seal.staff',
    when: 'it was performed before it was decided',
    send: after({ patient: people.justSixteen.child, answers: noLock }, 'submitted', (walk) =>
      walk.story.send('executor', 'execution', {
        receipts: [{ item: 'journal-sealed', performedAt: '2026-11-23T07:59:00Z' }],
      }),
    ),
  },
  {
    code: 'party-to-case',
    procedure: 'block',
    when: 'a guardian who works at the unit opens it',
    send: open({ patient: people.ofStaff.child, guardians: [people.ofStaff.guardians[1]] }, 'parent-partille'),
  },
  {
    code: 'party-to-case',
    procedure: 'seal.protected-identity',
    when: 'a guardian who works at the unit and is not named opens it',
    send: open({ patient: people.ofStaff.child }, 'parent-partille'),
  },
  {
    code: 'not-allowed-in-state',
    procedure: 'seal.patient',
    when: 'it is consulted on',
    send: after({ patient: people.seventeen.child }, 'opened', (walk) => walk.sendConsultation('head-of-operations')),
  },
  {
    code: 'not-allowed-in-state',
    procedure: 'seal.staff',
    when: 'an item gets a second receipt',
    send: after({ patient: people.eighteen.child }, 'submitted', async (walk) => {
      await walk.execute(['journal-sealed']);
      return walk.sendReceipts(['journal-sealed']);
    }),
  },
  {
    code: 'incomplete-assessment',
    procedure: 'extension.minor',
    when: 'a required note is missing',
    send: after({ patient: fifteen.child }, 'opened', (walk) =>
      walk.sendAssessment({ EM4: { answer: 'not-consulted-with-reason' } }),
    ),
  },
  {
    code: 'incomplete-assessment',
    procedure: 'unseal.staff',
    when: 'a required answer is missing',
    send: after({ patient: thirteen.child }, 'opened', (walk) =>
      walk.story.send(walk.at.staff, 'assessment', { answers: { US1: { answer: true } }, recommendation: 'grant' }),
    ),
  },
  {
    code: 'patient-identity-not-proven',
    procedure: 'seal.patient',
    when: 'the patient phones',
    send: after({ patient: people.sixteen.child }, 'opened', (walk) =>
      walk.sendAssessment({ 'in-person': { answer: false } }),
    ),
  },
  {
    code: 'patient-identity-not-proven',
    procedure: 'unseal.patient',
    when: 'nothing is shown',
    send: given(
      { procedure: 'seal.patient', patient: people.sixteenToo.child },
      after({ patient: people.sixteenToo.child }, 'opened', (walk) =>
        walk.sendAssessment({ 'identity-shown': { answer: false } }),
      ),
    ),
  },
  {
    code: 'consultation-missing',
    procedure: 'extension-end',
    when: 'the head of operations was not heard',
    send: given(
      { procedure: 'extension.minor', patient: leapDay.child },
      after({ patient: leapDay.child }, 'assessed', (walk) => walk.sendDecision()),
    ),
  },
  {
    code: 'same-person',
    procedure: 'block-end',
    when: 'the head assessed and gives no reason',
    send: given(
      { procedure: 'block', patient: eight.child, guardians: eight.guardians },
      after({ patient: eight.child }, 'opened', async (walk) => {
        await walk.story.assess(
          { answers: { BE1: { answer: true }, BE2: { answer: true }, BE3: { answer: true } } },
          'head-partille',
        );
        await walk.consult();
        return walk.sendDecision();
      }),
    ),
  },
  {
    code: 'no-mandate',
    status: 403,
    procedure: 'seal.protected-identity',
    when: 'a designee decides what is the head’s alone',
    send: after({ patient: nine.child }, 'consulted', (walk) => walk.sendDecision({}, 'designee-partille')),
  },
  {
    code: 'delegation-not-valid',
    status: 403,
    procedure: 'extension.guardian',
    when: 'the delegation has expired',
    send: after({ patient: fourteen.child, guardians: [fourteen.guardians[0]] }, 'consulted', (walk) =>
      walk.sendDecision({}, 'former-designee-partille'),
    ),
  },
  {
    code: 'child-objects',
    procedure: 'extension.guardian',
    when: 'the child does not want it',
    send: after(
      {
        ...{ patient: fourteen.child, guardians: [fourteen.guardians[1]] },
        answers: { EG6: { answer: 'DOES_NOT_WANT' } },
      },
      'consulted',
      (walk) => walk.sendDecision(),
    ),
  },
  {
    code: 'assessment-blocks-grant',
    procedure: 'block-renewal',
    when: 'the ground was not reconsidered',
    send: after({ patient: eight.child, answers: { R2: { answer: 'no' } } }, 'consulted', (walk) =>
      walk.sendDecision({
        guardians: walk.view.guardians.map(({ id }) => ({ guardian: id, outcome: 'continue' })),
      }),
    ),
  },
  {
    code: 'form-changed',
    procedure: 'unseal.patient',
    when: 'another paper was signed',
    send: given(
      { procedure: 'seal.patient', patient: people.justEighteen.child },
      after({ patient: people.justEighteen.child }, 'decided', async (walk, world) => {
        const signedAt = await world.program.now();
        const signature = { method: 'paper', signedAt, signedBy: 'Karin Vik', formSha256: 'a'.repeat(64) };
        return walk.story.send(walk.at.staff, 'submission', { signature });
      }),
    ),
  },
  {
    code: 'extension-still-set',
    procedure: 'block',
    when: 'the guardian’s minor access is set',
    send: given(
      { procedure: 'extension.guardian', patient: twinTwo.child, guardians: [twinTwo.guardians[0]] },
      after({ patient: twinTwo.child, guardians: [twinTwo.guardians[0]] }, 'submitted', (walk) =>
        walk.sendReceipts(walk.story.missing().filter((item) => item !== 'minor-access-removed')),
      ),
    ),
  },
  {
    code: 'receipts-missing',
    procedure: 'seal.protected-identity',
    when: 'the login is not locked',
    send: after({ patient: people.oneGuardian.child }, 'submitted', async (walk, world) => {
      await walk.execute(['journal-sealed', 'proxy-links-checked']);
      return documentation(walk, world);
    }),
  },
  {
    code: 'not-authorized',
    status: 403,
    procedure: 'seal.staff',
    when: 'it is opened for another unit',
    send: open({ patient: people.justSixteen.child, at: lerum }, 'clinician-partille'),
  },
  {
    code: 'invalid-body',
    status: 400,
    procedure: 'extension.guardian',
    when: 'it names two guardians',
    send: open({ patient: fourteen.child, guardians: fourteen.guardians }),
  },
];
