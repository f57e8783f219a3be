import { Case } from '../../support/case';
import { startProgram } from '../../support/program';
import { families, written } from '../../support/samples';
import { answerOf, assessment, idOf, inNeed } from '../../support/siblings';

describe('a colleague who is a parent of the sibling', () => {
  it('reads the case, and nothing of the own child', async () => {
    const demo = await startProgram({ clockStart: '2026-11-20T08:00:00Z' });
    const story = await Case.open(demo, {
      patient: families.oneGuardian.child,
      guardians: families.oneGuardian.guardians,
    });
    const own = families.ofStaff.child;
    await story.take('clinician-partille', 'assessment', assessment(inNeed(own)));
    const persons = [idOf(story.view, own)];
    const refused = answerOf(await story.send('parent-partille', 'siblings', { persons }));
    expect([refused.revision, refused.refused.map(({ code }) => code)]).toEqual([2, ['party-to-case']]);
    await story.take('clinician-partille', 'siblings', { persons });
    const after = answerOf(await story.send('parent-partille', 'siblings', { persons }));
    expect([after.revision, after.refused.map(({ code }) => code)]).toEqual([3, ['party-to-case']]);
    const seen = [await story.read('parent-partille'), await story.read('parent-partille', '?revision=3')];
    for (const view of seen) {
      const entry = view.siblings.find(({ person }) => person.personalNumber === written(own));
      expect([entry?.answer, entry?.note, entry?.request]).toEqual([null, null, null]);
    }
    expect(JSON.stringify(await story.history('parent-partille'))).not.toContain('needs-block');
    expect((await story.history('parent-partille')).at(-1)?.summary.en).not.toContain('Siblings:');
    expect((await story.read()).siblings.some(({ request }) => request !== null)).toBe(true);
  });
});
