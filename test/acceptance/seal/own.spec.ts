import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { readers } from '../every-procedure/seen';
import { About, inForce, sendOpening, Walk } from '../every-procedure/walk';

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
});

const seal = (patient: string): About => ({ procedure: 'seal.patient', patient });
const unseal = (patient: string): About => ({ procedure: 'unseal.patient', patient });

describe('a patient’s own seal', () => {
  it('is decided by right with the assessment, in one command of two events', async () => {
    const walk = await Walk.open(program, seal(people.seventeen.child));
    expect(walk.view).toMatchObject({ state: 'registered', revision: 1 });
    await walk.story.assess({ answers: identityProven, recommendation: 'refuse' }, 'clinician2-partille');
    const { view } = walk;
    expect(walk.story.last.etag).toBe('"3"');
    expect(view).toMatchObject({ state: 'decided', outcome: 'granted', revision: 3 });
    const assessor = { hsaId: 'SE2321000131-P000000990102', name: 'Mona Alm', role: 'staff' };
    expect(view.assessment).toMatchObject({ by: assessor, recommendation: 'refuse', answers: identityProven });
    expect(view.decision).toMatchObject({ outcome: 'granted', grounds: null, capacity: 'by-right', by: assessor });
    expect(view.decision?.by.onBehalfOf).toBeUndefined();
    const history = await walk.story.history();
    expect(history.map(({ type, actor }) => `${type} ${actor.name}`)).toEqual([
      'RequestOpened Karin Vik',
      'RequestAssessed Mona Alm',
      'RequestDecided Mona Alm',
    ]);
    expect(history.map(({ after }) => after.state)).toEqual(['registered', 'assessed', 'decided']);
    const { documentedAt, ...documented } = { documentedAt: await program.now(), recordSystem: 'Melior' };
    const early = await walk.story.send(walk.at.staff, 'documentation', { ...documented, documentedAt });
    problemOf(early, 409, 'not-allowed-in-state');
  });

  it('takes the same key to the same two events, once', async () => {
    const walk = await Walk.open(program, seal(people.sixteenToo.child));
    const body = { answers: identityProven, recommendation: 'grant' };
    const headers = { 'idempotency-key': 'own-seal-1' };
    const first = await walk.story.send(walk.at.staff, 'assessment', body, headers);
    const again = await walk.story.send(walk.at.staff, 'assessment', body, headers);
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 200, 'true']);
    expect([again.etag, again.body.state]).toEqual(['"3"', 'decided']);
    expect(await walk.story.history()).toHaveLength(3);
  });

  it('is neither consulted on nor decided by anybody else', async () => {
    const walk = await Walk.open(program, seal(people.sixteen.child));
    problemOf(await walk.sendConsultation('head-of-operations'), 409, 'not-allowed-in-state');
    problemOf(await walk.sendDecision(), 409, 'not-allowed-in-state');
    problemOf(await walk.sendDecision({}, 'designee-partille'), 403, 'no-mandate');
    await walk.assess();
    problemOf(await walk.sendDecision({ outcome: 'refused' }), 409, 'not-allowed-in-state');
    await walk.to('closed');
    expect(walk.view.state).toBe('closed');
  });

  it.each([
    ['not shown', { 'identity-shown': { answer: false } }],
    ['not in person', { 'in-person': { answer: false } }],
  ])('goes nowhere where the identity is %s, and on when it is proven', async (_, answers) => {
    const walk = await Walk.open(program, seal(people.eighteen.child));
    problemOf(await walk.sendAssessment(answers), 409, 'patient-identity-not-proven');
    expect(await walk.story.read()).toMatchObject({ state: 'registered', revision: 1, assessment: null });
    await walk.assess();
    expect(walk.view.state).toBe('decided');
    await walk.story.withdraw();
    expect(walk.view).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('is not complete without a document, or without a word on the lock', async () => {
    const walk = await Walk.open(program, seal(people.eighteen.child));
    for (const left of ['identity-document', 'lock-login', 'identity-shown', 'in-person']) {
      const answers = Object.fromEntries(Object.entries(identityProven).filter(([id]) => id !== left));
      const answer = await walk.story.send(walk.at.staff, 'assessment', { answers, recommendation: 'grant' });
      problemOf(answer, 409, 'incomplete-assessment');
    }
    const strange = await walk.sendAssessment({ 'identity-document': { answer: 'library-card' } });
    const problem = problemOf(strange, 400, 'invalid-body');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/answers/identity-document/answer']);
  });

  it('needs a lock receipt where the patient wants the login locked, and none where not', async () => {
    const required = async (patient: string, answer: boolean) => {
      const walk = await Walk.open(program, { ...seal(patient), answers: { 'lock-login': { answer } } });
      await walk.assess();
      return walk.story.missing();
    };
    expect(await required(people.adult.child, true)).toEqual(['journal-sealed', 'login-locked']);
    expect(await required(people.justEighteen.child, false)).toEqual(['journal-sealed']);
  });

  it('is judged once more by right: of two units’ openings only the earlier is granted', async () => {
    const patient = people.justSixteen.child;
    const walk = await Walk.open(program, seal(patient));
    const { status } = await sendOpening(program, seal(patient), 'clinician2-partille');
    expect(status).toBe(409);
    await walk.to('executed');
    problemOf(await sendOpening(program, seal(patient)), 409, 'measure-already-in-force');
  });
});

describe('an own seal before 16', () => {
  const { child, guardians } = people.fifteen;

  it('is refused without own access', async () => {
    problemOf(await sendOpening(program, seal(child)), 409, 'age-outside-window');
    await inForce(program, { procedure: 'extension.guardian', patient: child, guardians: [guardians[0]] });
    problemOf(await sendOpening(program, seal(child)), 409, 'age-outside-window');
    problemOf(await sendOpening(program, seal(people.nine.child)), 409, 'age-outside-window');
  });

  it('is taken while the minor’s own extension is in force, also after an own seal was lifted', async () => {
    const extension = await inForce(program, { procedure: 'extension.minor', patient: child });
    const walk = await inForce(program, seal(child));
    expect((await readers(program, child))['self']).toBe('none sealed, none login-locked');
    await inForce(program, unseal(child));
    expect((await readers(program, child))['self']).toBe('units extension, all own-login');
    expect(walk.view.outcome).toBe('granted');
    await inForce(program, { procedure: 'extension-end', patient: child, body: { concerns: extension.id } });
    problemOf(await sendOpening(program, seal(child)), 409, 'age-outside-window');
  });

  it('is not taken on an extension that has not begun', async () => {
    const patient = people.fourteen.child;
    await inForce(program, { procedure: 'extension.minor', patient, body: { validFrom: '2026-12-01' } });
    problemOf(await sendOpening(program, seal(patient)), 409, 'age-outside-window');
  });

  it('falls with the extension at the decision', async () => {
    const patient = people.leapDay.child;
    await inForce(program, { procedure: 'extension.minor', patient });
    const walk = await Walk.open(program, seal(patient));
    await inForce(program, { procedure: 'extension-end', patient });
    problemOf(await walk.sendAssessment({}), 409, 'age-outside-window');
    expect((await walk.story.read()).revision).toBe(1);
  });
});

describe('a patient’s own unseal', () => {
  it('needs the identity anew, in person', async () => {
    const patient = people.justEighteen.child;
    const waiting = await program.as('clinician-partille').post<{ items: { id: string }[] }>('/v1/requests/search', {
      patient,
      procedure: 'seal.patient',
    });
    const sealed = await Walk.find(program, waiting.body.items[0]?.id ?? '', seal(patient));
    await sealed.to('executed');
    const walk = await Walk.open(program, unseal(patient));
    expect(walk.view.concerns).toBe(sealed.id);
    problemOf(await walk.sendAssessment({ 'in-person': { answer: false } }), 409, 'patient-identity-not-proven');
    expect((await readers(program, patient))['self']).toBe('none sealed, all own-login');
    await walk.assess();
    expect(walk.view).toMatchObject({ state: 'decided', revision: 3, decision: { capacity: 'by-right' } });
    await walk.to('closed');
    expect((await readers(program, patient))['self']).toBe('all own-access, all own-login');
  });

  it('has nothing to lift where nothing is sealed', async () => {
    problemOf(await sendOpening(program, unseal(people.justEighteen.child)), 409, 'no-measure-in-force');
  });
});

const identityProven = {
  'identity-shown': { answer: true },
  'identity-document': { answer: 'driving-licence' },
  'in-person': { answer: true },
  'lock-login': { answer: true },
};
