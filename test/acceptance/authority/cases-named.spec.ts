import { search } from '../../support/asking';
import { Case } from '../../support/case';
import { View } from '../../support/contract';
import { RunningProgram, startProgram } from '../../support/program';
import { families, grounds, lerum } from '../../support/samples';

/** A view names another case to those alone who may read that one, on every way to it. */

let program: RunningProgram;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
});

type Field = 'concerns' | 'endingRequest';
type Seen = readonly (string | null)[];

/** What the field says on each way to the case that shows it at all. */
async function everyWay(story: Case, by: string, field: Field): Promise<Seen> {
  const { revision } = await story.read(by);
  const views = [
    await story.read(by),
    await story.read(by, `?revision=${String(revision)}`),
    await story.read(by, `?at=${await program.now()}`),
    ...(await search(program, { caseNumber: story.view.caseNumber }, by)),
  ];
  const items = await story.history(by);
  const told = items.flatMap(({ before, after }) => [before, after] as readonly Partial<View>[]);
  return [...views, ...told.filter((part) => field in part)].map((view) => view[field] ?? null);
}

const only = (seen: Seen): Seen => [...new Set(seen)];

describe('a case about a measure that another unit began', () => {
  const clinician = 'clinician-lerum';
  const headers = { 'idempotency-key': 'ending-elsewhere' };
  const { child: patient } = families.blockOfBoth;
  const body = { procedure: 'block-end', patient, guardians: [], unit: lerum };
  let begun: Case;
  let story: Case;
  beforeAll(async () => {
    begun = await Case.open(program);
    await begun.to('executed');
    story = await Case.open(program, body, clinician, headers);
  });

  it('does not name the other unit’s case to the unit that opened it', async () => {
    const seen = await everyWay(story, clinician, 'concerns');
    expect([seen.length > 4, only(seen)]).toEqual([true, [null]]);
  });

  it('nor in the answer of a command, or in the same answer once more', async () => {
    const again = await Case.open(program, body, clinician, headers);
    expect(again.last.headers.get('idempotency-replayed')).toBe('true');
    expect([again.view.concerns, story.view.concerns]).toEqual([null, null]);
    expect(again.last.text + story.last.text).not.toContain(begun.id);
  });

  it('names it to whoever may read both', async () => {
    const seen = await everyWay(story, 'auditor', 'concerns');
    expect(only(seen.filter((one) => one !== null))).toEqual([begun.id]);
    expect(seen.filter((one) => one === null)).toEqual([]);
  });
});

describe('an overturned case', () => {
  it('names its ending to the executor once that has been handed over, and at once to the unit', async () => {
    const story = await Case.call(program);
    await story.execute();
    await story.assess();
    await story.consult();
    await story.decide({ outcome: 'refused', grounds });
    const ending = await Case.find(program, story.view.endingRequest ?? '');
    expect(only(await everyWay(story, 'executor', 'endingRequest'))).toEqual([null]);
    expect(
      (await everyWay(story, 'clinician-partille', 'endingRequest')).filter((one) => one === ending.id),
    ).toHaveLength(5);
    await ending.assess({ answers: await grantingAnswers() });
    await ending.consult();
    await ending.decide();
    await ending.submit();
    expect((await everyWay(story, 'executor', 'endingRequest')).filter((one) => one === ending.id)).toHaveLength(5);
  });

  const grantingAnswers = async () => {
    const { body } = await program
      .as('clinician-partille')
      .get<{ checklist: { id: string; answer: string }[] }>('/v1/procedures/block-end');
    return Object.fromEntries(
      body.checklist.map(({ id, answer }) => [id, { answer: answer === 'yes-no' ? true : 'x', note: 'x' }]),
    );
  };
});
