import { Case } from '../support/case';
import { Chronicle } from '../support/chronicle';
import { problemOf } from '../support/client';
import { View } from '../support/contract';
import { RunningProgram, startProgram } from '../support/program';
import { families } from '../support/samples';
import { Stillness } from '../support/unchanged';

describe('the checkers of these suites', () => {
  const types = ['RequestOpened', 'RequestAssessed'];
  let program: RunningProgram;
  let story: Case;
  let chronicle: Chronicle;
  beforeAll(async () => {
    program = await startProgram({ smtp: true });
    story = await Case.open(program);
    chronicle = new Chronicle(story);
    await chronicle.note();
    await chronicle.after(() => story.assess());
  });

  it('hold a true chronicle against the history, and refuse an altered one', async () => {
    await chronicle.holdAgainstHistory(types);
    for (const patch of [{ incident: true }, { validFrom: '2030-01-01' }, { assessment: null }]) {
      const altered = new Chronicle(story);
      altered.views.push(...chronicle.views.map((view, index): View => (index === 1 ? { ...view, ...patch } : view)));
      await expect(altered.holdAgainstHistory(types)).rejects.toThrow();
    }
    await expect(chronicle.holdAgainstHistory([...types].reverse())).rejects.toThrow();
  });

  it('see that something was written', async () => {
    const stillness = await Stillness.begin(program);
    const { child, guardians } = families.infant;
    await Case.open(program, { patient: child, guardians });
    await expect(stillness.hold()).rejects.toThrow('2 events were written');
  });

  it('wait for a mail no longer than told, and tell what came', async () => {
    await expect(program.mailbox?.waitForMail(() => false, 50)).rejects.toThrow('0 of 1 mails came in');
  });

  it('take no other answer for a problem', async () => {
    const found = await program.as('clinician-partille').get(story.path);
    expect(() => problemOf(found, 404, 'not-found')).toThrow('expected 404 not-found: 200');
    await expect(story.execute()).rejects.toThrow('expected 200: 404');
  });
});
