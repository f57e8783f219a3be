import { Case } from '../../support/case';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';
import * as people from '../every-procedure/people';
import { grantingAnswers, inForce, Walk } from '../every-procedure/walk';

/** What an auditor reads who has `history` alone: who did what, to whom and why. */
const told = async (story: Case, by = 'auditor'): Promise<readonly string[]> =>
  (await story.history(by)).map(({ summary }) => summary.sv);

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const block = (child: string, ...guardians: readonly string[]): string =>
  `blockering av vårdnadshavares direktåtkomst för ${child}, som gäller ${guardians.join(' och ')}`;

describe('a block that was sent back, carried out wrongly and put right', () => {
  let story: Case;
  const { child: patient, guardians } = families.oneGuardian;
  const [child, guardian] = ['Test Barn-23', 'Testo Förälder-Sex'];

  beforeAll(async () => {
    story = await Case.open(program, { patient, guardians });
    await story.assess();
    await story.consult();
    await story.decide({ grounds: 'Barnet far illa', reviewBy: '2027-11-20' });
    await story.submit();
    await story.sendBack({ reason: 'Underskrift saknas', errors: ['missing-signature'] });
    await story.submit();
    const [first, second] = story.missing();
    await story.take('executor', 'execution', { receipts: await story.receipts([first ?? '']), note: 'Resten i dag' });
    await story.execute([second ?? '']);
    await story.document();
    const voided = [{ item: second, voided: true }];
    await story.correct({ step: 'execution', reason: 'Fel barn', receipts: voided }, 'executor2');
    const anew = [{ item: second, performedAt: await program.now() }];
    await story.correct({ step: 'execution', reason: 'Rätt barn nu', receipts: anew }, 'executor2');
  });

  it('is told from its opening to its last correction', async () => {
    const named = { child: story.view.patient.name ?? '', guardian: story.view.guardians[0]?.name ?? '' };
    const what = block(named.child, named.guardian);
    const [checking, blocking] = [
      '"Kontrollera om Minderårig tillgång är satt för vårdnadshavaren"',
      `"Blockera vårdnadshavarens tillgång" (${named.guardian})`,
    ];
    expect(named).toEqual({ child, guardian });
    expect(await told(story)).toEqual([
      `Karin Vik (vårdpersonal) öppnade ett ärende om ${what} från och med 2026-11-20.`,
      'Karin Vik (vårdpersonal) gjorde bedömningen och föreslog bifall.',
      'Karin Vik (vårdpersonal) höll samråd med verksamhetschefen (Lena Sund) 2026-11-20.',
      `Lena Sund (verksamhetschef) beviljade ${what} från och med 2026-11-20. Omprövas senast: 2027-11-20. Skäl: Barnet far illa.`,
      'Karin Vik (vårdpersonal) skickade den undertecknade blanketten till VGR-IT.',
      'Ida Nord (VGR-IT) skickade tillbaka blanketten. Fel: missing-signature. Skäl: Underskrift saknas.',
      'Karin Vik (vårdpersonal) skickade den undertecknade blanketten till VGR-IT.',
      `Ida Nord (VGR-IT) kvitterade ${checking}. Kvar att kvittera: ${blocking}. Anteckning: Resten i dag.`,
      `Ida Nord (VGR-IT) kvitterade ${blocking}. Allt som krävs är verkställt.`,
      'Karin Vik (vårdpersonal) dokumenterade i AsynjaVisph och avslutade ärendet.',
      `Nils Öst (VGR-IT) rättade verkställigheten. Kvittens som inte gäller: ${blocking}. Saknar giltig kvittens: ${blocking}. Skäl: Fel barn.`,
      `Nils Öst (VGR-IT) rättade verkställigheten. Ny kvittens: ${blocking}. Skäl: Rätt barn nu.`,
    ]);
    expect((await story.history('auditor')).map(({ summary }) => summary.en)[3]).toBe(
      `Lena Sund (head of operations) granted block of a guardian's direct access for ${child}, concerning ${guardian} from 2026-11-20. To be reviewed by: 2027-11-20. Reason: Barnet far illa.`,
    );
  });

  it('is told to the executor without recommendation, party and grounds', async () => {
    const lines = await told(story, 'executor');
    expect([lines[1], lines[2]]).toEqual([
      'Karin Vik (vårdpersonal) gjorde bedömningen.',
      'Karin Vik (vårdpersonal) antecknade ett samråd.',
    ]);
    expect(lines.join(' ')).not.toContain('far illa');
    expect(lines.at(-1)).toContain('Skäl: Rätt barn nu.');
  });
});

describe('an urgent block that was overturned', () => {
  it('is told from the call to its documentation, and its ending from the program’s hand', async () => {
    const story = await Case.call(program);
    await story.execute();
    await story.assess({ recommendation: 'refuse' });
    await story.consult({ party: 'child', with: 'Barnet' });
    await story.consult();
    await story.decide({ outcome: 'refused', grounds: 'Oron är inte styrkt' });
    await story.document();
    const { patient, guardians } = story.view;
    const what = block(patient.name ?? '', guardians[0]?.name ?? '');
    expect((await told(story)).toSpliced(1, 1)).toEqual([
      `Ida Nord (VGR-IT) tog emot ett brådskande samtal från Karin Vik (VGR-id v90101) om ${what} från och med 2026-11-20.`,
      'Karin Vik (vårdpersonal) gjorde bedömningen och föreslog avslag.',
      'Karin Vik (vårdpersonal) höll samråd med barnet (Barnet) 2026-11-20.',
      'Karin Vik (vårdpersonal) höll samråd med verksamhetschefen (Lena Sund) 2026-11-20.',
      `Lena Sund (verksamhetschef) avslog ${what}. Skyddet gäller tills ett avslutsärende är verkställt. Skäl: Oron är inte styrkt.`,
      'Karin Vik (vårdpersonal) dokumenterade i AsynjaVisph och avslutade ärendet.',
    ]);
    const ending = await Case.find(program, story.view.endingRequest ?? '');
    expect((await told(ending))[0]).toMatch(/^Sigill \(programmet\) öppnade ett ärende om upphävande av blockering/);
  });
});

describe('an extension decided by a designee, and withdrawn', () => {
  it('is told with its last day, whose word it was, and why nothing came of it', async () => {
    const { child: patient, guardians } = people.fourteen;
    const about = { procedure: 'extension.guardian', patient, guardians: guardians.slice(0, 1) };
    const walk = await Walk.open(program, about);
    await walk.story.assess({ answers: grantingAnswers(walk.procedure) });
    await walk.consult();
    await walk.story.decide({ grounds: 'Stort behov', validUntil: '2027-06-30' }, 'designee-partille');
    await walk.story.withdraw({ reason: 'Familjen ångrade sig' });
    const { patient: child, guardians: named } = walk.view;
    const what = `direktåtkomst för vårdnadshavare till minderårigs journal 13-15 år för ${child.name ?? ''}, som gäller ${named[0]?.name ?? ''}`;
    expect((await told(walk.story)).slice(3)).toEqual([
      `Per Rosén (utsedd av verksamhetschefen) beviljade ${what} från och med 2026-11-20 till och med 2027-06-30. Skäl: Stort behov.`,
      'Karin Vik (vårdpersonal) återkallade ärendet. Skäl: Familjen ångrade sig.',
    ]);
  });

  it('is told of a renewal for each guardian, and of a consultation and a documentation that were put right', async () => {
    const { child: patient, guardians } = people.nine;
    await inForce(program, { procedure: 'block', patient, guardians });
    const walk = await Walk.open(program, { procedure: 'block-renewal', patient });
    await walk.assess();
    await walk.consult();
    const [one, two] = walk.view.guardians;
    await walk.decide({
      grounds: 'Omprövat',
      guardians: [
        { guardian: one?.id, outcome: 'continue' },
        { guardian: two?.id, outcome: 'end' },
      ],
    });
    await walk.to('closed');
    const heldAt = '2026-11-20T08:00:00Z';
    const consultation = { step: 'consultation', revision: 3, with: 'Siv Åkesson', heldAt, opinion: 'Ja.' };
    await walk.story.correct({ ...consultation, reason: 'Fel namn' }, 'clinician-partille');
    const documentation = { step: 'documentation', recordSystem: 'Melior', documentedAt: heldAt };
    await walk.story.correct({ ...documentation, reason: 'Fel system' }, 'clinician-partille');
    const lines = await told(walk.story);
    expect(lines[3]).toContain(`Fortsätter för ${one?.name ?? ''}. Upphör för ${two?.name ?? ''}.`);
    expect(lines.slice(-2)).toEqual([
      'Karin Vik (vårdpersonal) rättade samrådet med verksamhetschefen till Siv Åkesson, 2026-11-20. Skäl: Fel namn.',
      'Karin Vik (vårdpersonal) rättade dokumentationen till Melior, 2026-11-20. Skäl: Fel system.',
    ]);
  });
});
