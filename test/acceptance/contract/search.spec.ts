import { search } from '../../support/asking';
import { accepted, Case, openBody } from '../../support/case';
import { faults } from '../../support/unchanged';
import { problemOf } from '../../support/client';
import { Page, View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, numberOf, written } from '../../support/samples';

let program: RunningProgram;
let both: Case;
let one: Case;
let ended: Case;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
  both = await Case.open(program);
  await both.to('executed');
  const { child, guardians } = families.leapDay;
  one = await Case.open(program, { patient: child, guardians: guardians.slice(0, 1) }, 'designee-partille');
  const twin = families.twinTwo;
  ended = await Case.open(program, { patient: twin.child, guardians: twin.guardians });
  await ended.to('executed');
});

const ids = async (body: object, by?: string): Promise<readonly string[]> =>
  (await search(program, body, by)).map(({ id }) => id);

describe('a search by case number', () => {
  it('finds the case, in any case, with or without the dash', async () => {
    const { caseNumber } = both.view;
    for (const text of [caseNumber, caseNumber.toLowerCase(), caseNumber.replace('-', '')])
      expect(await ids({ caseNumber: text })).toEqual([both.id]);
    expect(await ids({ caseNumber, state: 'registered' })).toEqual([]);
    expect(await ids({ caseNumber: '2026-00000000' })).toEqual([]);
  });

  it('is answered to those who may read it, and to nobody else', async () => {
    const { caseNumber } = one.view;
    expect(await ids({ caseNumber }, 'auditor')).toEqual([one.id]);
    expect(await ids({ caseNumber }, 'clinician-lerum')).toEqual([]);
    expect(await ids({ caseNumber }, 'executor')).toEqual([]);
    expect(await ids({ caseNumber: both.view.caseNumber }, 'executor')).toEqual([both.id]);
  });

  it('is refused for what is no case number', async () => {
    const answer = await program.as('clinician-partille').post('/v1/requests/search', { caseNumber: both.id });
    const problem = problemOf(answer, 400, 'invalid-body');
    expect(faults(problem)).toEqual(['/caseNumber no-id']);
  });
});

describe('a search by guardian', () => {
  it('finds the cases that name the guardian, by number or id, and no others of the family', async () => {
    const [named = '', other = ''] = families.leapDay.guardians;
    expect(await ids({ guardian: named })).toEqual([one.id]);
    expect(await ids({ guardian: written(named) })).toEqual([one.id]);
    expect(await ids({ guardian: one.view.guardians[0]?.id })).toEqual([one.id]);
    expect(await ids({ guardian: other })).toEqual([]);
    expect(await ids({ guardian: one.view.patient.id })).toEqual([]);
    expect(await ids({ guardian: named }, 'clinician-lerum')).toEqual([]);
  });

  it('says what is wrong with a number: its form, or the number itself', async () => {
    const ask = async (guardian: string) =>
      problemOf(
        await program.as('clinician-partille').post('/v1/requests/search', { guardian }),
        400,
        'invalid-body',
      ).errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(await ask('198903012385')).toEqual(['/guardian wrong-number']);
    expect(await ask('8903012386')).toEqual(['/guardian no-number']);
  });

  it('says that a number of another kind is none that is asked for, once everything else is rightly written', async () => {
    const ask = (body: object) => program.as('clinician-partille').post('/v1/requests/search', body);
    const coordination = numberOf('20170161', '239');
    for (const number of [coordination, '20170101A39B']) {
      for (const field of ['patient', 'guardian']) problemOf(await ask({ [field]: number }), 409, 'person-number-type');
    }
    const wrong = problemOf(await ask({ patient: coordination, guardian: '198903012385' }), 400, 'invalid-body');
    expect(faults(wrong)).toEqual(['/guardian wrong-number']);
    const both = problemOf(await ask({ patient: '1', guardian: '198903012385' }), 400, 'invalid-body');
    expect(faults(both)).toEqual(['/patient no-number', '/guardian wrong-number']);
    problemOf(await ask({ patient: coordination, cursor: 'x' }), 400, 'invalid-body');
  });
});

describe('a search for one’s own', () => {
  it('finds what the caller opened, assessed or decided', async () => {
    expect(await ids({ mine: true }, 'designee-partille')).toEqual([one.id]);
    expect(await ids({ mine: true }, 'clinician-partille')).toEqual([ended.id, both.id]);
    expect(await ids({ mine: true }, 'head-partille')).toEqual([ended.id, both.id]);
    expect(await ids({ mine: true }, 'auditor')).toEqual([]);
    expect(await ids({ mine: false }, 'head-partille')).toEqual([ended.id, one.id, both.id]);
  });

  it('goes on page by page', async () => {
    const ask = (cursor: string | null) =>
      program.as('head-partille').post<Page<View>>('/v1/requests/search', { mine: true, limit: 1, cursor });
    const first = accepted(await ask(null), 200).body;
    const second = accepted(await ask(first.nextCursor), 200).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([ended.id, both.id]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('a search by how the measure stands', () => {
  it('finds what is in force, and what has ended wherever it was ended', async () => {
    expect(await ids({ measure: 'in-force' })).toEqual([ended.id, both.id]);
    expect(await ids({ measure: 'ended' })).toEqual([]);
    const { child } = families.twinTwo;
    const end = await Case.open(program, { ...openBody(), procedure: 'block-end', patient: child, guardians: [] });
    await end.assess({ answers: await grantingAnswers('block-end') });
    await end.consult();
    await end.decide();
    await end.submit();
    const [first = ''] = end.missing();
    await end.execute([first]);
    expect(await ids({ measure: 'in-force' })).toEqual([ended.id, both.id]);
    await end.execute();
    expect(await ids({ measure: 'in-force' })).toEqual([both.id]);
    expect(await ids({ measure: 'ended' })).toEqual([ended.id]);
  });

  it('finds an extension until its last day has passed, and a measure to come neither way', async () => {
    const { child, guardians } = families.twinOne;
    const extension = await Case.open(program, {
      ...{ procedure: 'extension.guardian', patient: child, guardians: guardians.slice(0, 1) },
      ...{ validFrom: '2026-11-25', validUntil: '2026-11-30' },
    });
    await extension.assess({ answers: await grantingAnswers('extension.guardian') });
    await extension.consult();
    await extension.decide();
    await extension.submit();
    await extension.execute();
    const of = { kind: 'extension' };
    const asked = async () => [await ids({ ...of, measure: 'in-force' }), await ids({ ...of, measure: 'ended' })];
    expect(await asked()).toEqual([[], []]);
    await program.moveClock('2026-11-30T22:00:00Z');
    expect(await asked()).toEqual([[extension.id], []]);
    await program.moveClock('2026-11-30T23:00:00Z');
    expect(await asked()).toEqual([[], [extension.id]]);
  });
});

interface Checklist {
  readonly checklist: readonly {
    readonly id: string;
    readonly answer: string;
    readonly options?: readonly { readonly value: string }[];
    readonly grantNeeds?: boolean | string;
  }[];
}

/** Answers that bar no grant, with a note each. */
async function grantingAnswers(procedure: string): Promise<object> {
  const { body } = await program.as('clinician-partille').get<Checklist>(`/v1/procedures/${procedure}`);
  const answer = ({ answer: kind, options, grantNeeds }: Checklist['checklist'][number]) =>
    grantNeeds ?? (kind === 'yes-no' ? true : (options?.[0]?.value ?? 'x'));
  return Object.fromEntries(body.checklist.map((one) => [one.id, { answer: answer(one), note: 'x' }]));
}
