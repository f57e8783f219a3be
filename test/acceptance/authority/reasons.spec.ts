import { search } from '../../support/asking';
import { Case } from '../../support/case';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families } from '../../support/samples';

const said = {
  returned: 'Skäl för återsändningen',
  error: 'underskrift-saknas',
  noted: 'Anteckning vid verkställigheten',
  execution: 'Skäl för rättad verkställighet',
  documentation: 'Skäl för rättad dokumentation',
  consultation: 'Skäl för rättat samråd',
  withdrawn: 'Skäl för återkallelsen',
} as const;

/** Which of the words stand in the answer. */
const heard = (answer: unknown): readonly string[] =>
  Object.entries(said).flatMap(([name, words]) => (JSON.stringify(answer).includes(words) ? [name] : []));

describe('the reasons of returns, corrections and withdrawals, and the notes of executions', () => {
  let program: RunningProgram;
  let story: Case;
  let withdrawn: Case;

  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    const { child: patient, guardians } = families.oneGuardian;
    story = await Case.open(program, { patient, guardians });
    await story.to('submitted');
    await story.sendBack({ reason: said.returned, errors: [said.error] });
    await story.submit();
    const receipts = await story.receipts();
    await story.take('executor', 'execution', { receipts, note: said.noted });
    await story.document();
    const now = await program.now();
    await story.correct({ step: 'execution', reason: said.execution, receipts: receipts.slice(0, 1) }, 'executor');
    const documentation = { step: 'documentation', recordSystem: 'Melior', documentedAt: now };
    await story.correct({ ...documentation, reason: said.documentation }, 'clinician-partille');
    const consultation = { step: 'consultation', revision: 3, with: 'Lena Sund', heldAt: now, opinion: 'Ja.' };
    await story.correct({ ...consultation, reason: said.consultation }, 'clinician-partille');
    withdrawn = await Case.open(program);
    await withdrawn.to('submitted');
    await withdrawn.sendBack();
    await withdrawn.withdraw({ reason: said.withdrawn });
  });

  it.each(['clinician-partille', 'head-partille', 'auditor'])('are shown to %s, with who and when', async (by) => {
    const { returns, corrections, execution } = await story.read(by);
    const who = (name: string, role: string) => ({
      at: expect.any(String) as string,
      by: expect.objectContaining({ name, role }) as object,
    });
    const executor = who('Ida Nord', 'executor');
    const clinician = who('Karin Vik', 'staff');
    expect(returns).toEqual([{ reason: said.returned, errors: [said.error], ...executor }]);
    expect(execution.notes).toEqual([{ note: said.noted, ...executor }]);
    expect(corrections).toEqual([
      { step: 'execution', reason: said.execution, revision: 10, ...executor },
      { step: 'documentation', reason: said.documentation, revision: 11, ...clinician },
      { step: 'consultation', reason: said.consultation, revision: 12, ...clinician },
    ]);
    expect((await withdrawn.read(by)).withdrawal).toEqual({ reason: said.withdrawn, ...clinician });
  });

  it('are shown to the executor as far as they are the executor’s own', async () => {
    const view = await story.read('executor');
    expect(heard(view)).toEqual(['returned', 'error', 'noted', 'execution']);
    expect(view.corrections.map(({ step, reason }) => [step, reason])).toEqual([
      ['execution', said.execution],
      ['documentation', null],
      ['consultation', null],
    ]);
    expect((await withdrawn.read('executor')).withdrawal).toMatchObject({ reason: null, by: { name: 'Karin Vik' } });
    expect(heard(await story.history('executor'))).toEqual(['returned', 'error', 'noted', 'execution']);
    expect(heard(await withdrawn.history('executor'))).toEqual([]);
    expect(heard(await story.read('executor', '?revision=12'))).toEqual(['returned', 'error', 'noted', 'execution']);
  });

  it('are in no list of anybody', async () => {
    for (const by of ['clinician-partille', 'executor', 'auditor']) {
      const found = await search(program, {}, by);
      expect(found).toHaveLength(2);
      expect(heard(found)).toEqual([]);
      const [view] = found.filter(({ id }) => id === story.id) as [View];
      expect([view.returns.length, view.corrections.length, view.execution.notes.length]).toEqual([1, 3, 1]);
    }
  });
});
