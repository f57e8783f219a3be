import { Case, openBody } from '../../support/case';
import { problemOf } from '../../support/client';
import { RunningProgram, startProgram } from '../../support/program';
import { families, partille } from '../../support/samples';

/** A refusal that a date, an age, a guardian or a missing answer caused names the field, and what holds instead. */

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

const english = { 'accept-language': 'en' };
const open = async (body: object, code: string, headers = {}) => {
  const answer = await program.as('clinician-partille').post('/v1/requests', { ...openBody(), ...body }, headers);
  const { detail, errors } = problemOf(answer, 409, code);
  return { detail, errors: errors?.map(({ pointer, code: why }) => `${pointer} ${why}`) };
};
const { child: teenager, guardians: parents } = families.leapDay;
const extension = { procedure: 'extension.guardian', patient: teenager, guardians: parents.slice(0, 1) };

describe('an age outside the window', () => {
  it('is named at the patient, with the ages that the procedure is for', async () => {
    const young = {
      ...extension,
      patient: families.blockOfBoth.child,
      guardians: families.blockOfBoth.guardians.slice(0, 1),
    };
    expect(await open(young, 'age-outside-window')).toEqual({
      detail: expect.stringMatching(/ På startdagen ska patienten vara 13 till och med 15 år\.$/) as string,
      errors: ['/patient age-outside-window'],
    });
    expect((await open(young, 'age-outside-window', english)).detail).toMatch(/must be 13 to 15 years old\.$/);
  });

  it('says of a seal by a patient of 13 to 15 that an extension of the patient’s own is needed', async () => {
    const seal = { procedure: 'seal.patient', patient: teenager, guardians: [] };
    const { detail, errors } = await open(seal, 'age-outside-window');
    expect(errors).toEqual(['/patient age-outside-window']);
    expect(detail).toMatch(/16 år eller äldre, eller 13 till och med 15 år med en egen gällande tilldelning/);
    expect(detail).toContain('extension.minor');
  });

  it('of a last day beyond the 16th birthday is named at the day, with the last one allowed', async () => {
    expect(await open({ ...extension, validUntil: '2028-02-29' }, 'age-outside-window')).toEqual({
      detail: expect.stringMatching(/ Sista tillåtna dag är 2028-02-28\.$/) as string,
      errors: ['/validUntil age-outside-window'],
    });
  });
});

describe('a date that is not allowed', () => {
  it('is named, with the first and the last day allowed', async () => {
    expect(await open({ ...extension, validFrom: '2026-11-19' }, 'date-not-allowed')).toEqual({
      detail: expect.stringMatching(/ Första tillåtna dag är 2026-11-20, den sista 2028-02-28\.$/) as string,
      errors: ['/validFrom date-not-allowed'],
    });
    const backwards = { ...extension, validFrom: '2027-01-10', validUntil: '2027-01-09' };
    expect(await open(backwards, 'date-not-allowed')).toEqual({
      detail: expect.stringMatching(/ Första tillåtna dag är 2027-01-10, den sista 2028-02-28\.$/) as string,
      errors: ['/validUntil date-not-allowed'],
    });
  });

  it('is named at a decision by the field that the decision gave', async () => {
    const story = await Case.open(program);
    await story.to('consulted');
    const granted = { outcome: 'granted', grounds: 'x', reviewBy: '2026-11-19', validFrom: '2026-11-18' };
    const { errors, detail } = problemOf(
      await story.send('head-partille', 'decision', granted),
      409,
      'date-not-allowed',
    );
    expect(errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/validFrom date-not-allowed',
      '/reviewBy date-not-allowed',
    ]);
    expect(detail).toMatch(/Första tillåtna dag är 2026-11-20\.$/);
    await story.decide();
    await story.submit();
    const [ready = '', early = ''] = story.missing();
    const performedAt = story.view.decision?.at;
    const receipts = [
      { item: ready, performedAt },
      { item: early, performedAt: '2026-11-20T07:00:00Z' },
    ];
    const problem = problemOf(await story.send('executor', 'execution', { receipts }), 409, 'date-not-allowed');
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/receipts/1/performedAt date-not-allowed',
    ]);
    expect(problem.detail).toContain(performedAt);
  });
});

describe('a person who is no guardian', () => {
  it('is named by place, and never by number', async () => {
    const [mother = ''] = families.oneGuardian.guardians;
    const { child, guardians } = families.infant;
    const { detail, errors } = await open(
      { patient: child, guardians: [guardians[0], mother], unit: partille },
      'not-a-guardian',
    );
    expect(errors).toEqual(['/guardians/1 not-a-guardian']);
    expect(detail).not.toMatch(/\d{6}/);
  });
});

describe('an assessment that is not complete', () => {
  it('names each answer and note that is missing, at its field and in words', async () => {
    const { child, guardians } = families.infant;
    const story = await Case.open(program, { patient: child, guardians });
    const body = { answers: { B4: { answer: true } }, recommendation: 'grant' };
    const answer = await story.send('clinician-partille', 'assessment', body);
    const problem = problemOf(answer, 409, 'incomplete-assessment');
    expect(problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/answers/B9/answer missing']);
    expect(problem.detail).toMatch(/saknar svar eller anteckning: B9\.$/);
  });

  it('names a note that an answer needs', async () => {
    const story = await Case.open(program, { procedure: 'extension.minor', patient: teenager, guardians: [] });
    const answers = { EM4: { answer: 'not-consulted-with-reason', note: ' ' } };
    const problem = problemOf(
      await story.send('clinician-partille', 'assessment', { answers, recommendation: 'grant' }),
      409,
      'incomplete-assessment',
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/answers/EM4/note', '/answers/EM1/answer']),
    );
    expect(problem.errors?.map(({ pointer }) => pointer)).not.toContain('/answers/EM4/answer');
  });
});

describe('a number', () => {
  it('whose date or check digit cannot be is told from one of another form', async () => {
    const ask = async (patient: string, guardian: string) => {
      const body = { ...openBody(), patient, guardians: [guardian] };
      const answer = await program.as('clinician-partille').post('/v1/requests', body);
      return problemOf(answer, 400, 'invalid-body').errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    const [mother] = families.blockOfBoth.guardians;
    expect(await ask('201701012394', mother)).toEqual(['/patient wrong-number']);
    expect(await ask('201702302393', '198903012385')).toEqual(['/patient wrong-number', '/guardians/0 wrong-number']);
    expect(await ask('1701012393', mother)).toEqual(['/patient no-number']);
    const answer = await program.as('clinician-partille').post('/v1/access/search', { patient: '201701012394' });
    expect(problemOf(answer, 400, 'invalid-body').errors?.map(({ code }) => code)).toEqual(['wrong-number']);
  });
});
