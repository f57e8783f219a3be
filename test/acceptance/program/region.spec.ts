import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoData } from '../../../libs/adapters/demo-data';
import { checked } from '../../cli/checked';
import { allowed, form, inboxFor } from '../../support/asking';
import { Case } from '../../support/case';
import { problemOf } from '../../support/client';
import { runProgram, RunningProgram, startProgram, temporaryFolder } from '../../support/program';
import { families, grounds, partille } from '../../support/samples';

const [grant, by] = [{ outcome: 'granted', grounds }, 'bakjour-partille'];

/** The demo data, with a doctor on call at Partille. */
async function directoryFile(): Promise<string> {
  const person = { persona: by, hsaId: 'SE2321000131-P000000990150', name: 'Disa Jour', unit: partille, onCall: true };
  const reached = { email: 'disa@vgr.example', phone: '010-473 750 00', vgrId: 'v90150' };
  const staff = [...demoData.staff, { ...person, ...reached, roles: ['decision-maker'] }];
  const file = join(await temporaryFolder(), 'directory.json');
  const { provider, units, delegations } = demoData;
  await writeFile(file, JSON.stringify({ provider, units, staff, delegations }));
  return file;
}

describe('a doctor on call', () => {
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => (env = { DIRECTORY_FILE: await directoryFile() }));

  describe('in Skåne', () => {
    let program: RunningProgram;
    beforeAll(async () => (program = await startProgram({ env: { ...env, POLICY: 'skane' } })));

    it('decides a block, and is named as what he or she is in view, history and form', async () => {
      const story = await Case.open(program);
      await story.to('consulted');
      expect(await inboxFor(story, by)).toContain('decision');
      expect(allowed((await Case.find(program, story.id, by)).view)).toContain('decision');
      const { decision } = await story.decide({}, by);
      expect(decision).toMatchObject({ capacity: 'on-call', by: { name: 'Disa Jour', role: 'decision-maker' } });
      expect((await story.history()).at(-1)?.summary.sv).toContain('Disa Jour (bakjour)');
      const { text } = await form(story);
      for (const words of ['Disa Jour', 'bakjour']) expect(text).toContain(words);
    });

    it('decides an urgent block after the call', async () => {
      const story = await Case.call(program);
      await story.execute();
      await story.assess();
      await story.consult();
      expect((await story.decide({}, by)).decision).toMatchObject({ capacity: 'on-call' });
    });

    it('does not decide what he or she has assessed, whatever the reason', async () => {
      const story = await Case.open(program, {
        patient: families.oneGuardian.child,
        guardians: families.oneGuardian.guardians,
      });
      await story.assess({}, by);
      await story.consult();
      expect(allowed((await Case.find(program, story.id, by)).view)).not.toContain('decision');
      const reasoned = await story.send(by, 'decision', { ...grant, treatingReason: 'Ensam i tjänst.' });
      problemOf(reasoned, 409, 'same-person');
      await story.decide();
    });

    it('decides nothing but blocks', async () => {
      const { child } = families.urgent;
      const seal = await Case.open(program, { procedure: 'seal.staff', patient: child, guardians: [] });
      expect(await inboxFor(seal, by)).not.toContain('decision');
      problemOf(await seal.send(by, 'decision', grant), 403, 'no-mandate');
    });

    it('reviews nothing: to look at a block again is the head’s', async () => {
      const { child: patient, guardians } = families.infant;
      const block = await Case.open(program, { patient, guardians });
      await block.to('closed');
      const body = { reviewBy: '2029-01-15', grounds: 'Hotbilden kvarstår.' };
      problemOf(await block.send(by, 'review', body), 403, 'no-mandate');
      const { view } = await Case.find(program, block.id, by);
      expect(view.allowedActions).toContainEqual({ action: 'review', allowed: false, because: 'no-mandate' });
      await program.moveClock('2027-12-15T08:00:00Z');
      expect(await inboxFor(block, 'head-partille')).toEqual(['review']);
      expect(await inboxFor(block, by)).toEqual([]);
    });
  });

  it('decides nothing at all in VGR, and a log of one region is not taken up by another', async () => {
    const program = await startProgram({ env });
    const story = await Case.open(program);
    await story.to('consulted');
    expect(await inboxFor(story, by)).not.toContain('decision');
    const { view } = await Case.find(program, story.id, by);
    expect(view.allowedActions).toContainEqual({ action: 'decision', allowed: false, because: 'no-mandate' });
    problemOf(await story.send(by, 'decision', grant), 403, 'no-mandate');
    await story.decide();
    await program.stop();
    const other = await runProgram({ ...env, DATA_DIR: program.dataDir, POLICY: 'skane' });
    const line = 'POLICY: skane is not the region of this log, which was begun with vgr: start with POLICY=vgr\n';
    expect([other.code, other.stdout, other.stderr]).toEqual([1, '', line]);
    await program.start();
    expect((await Case.find(program, story.id)).view.state).toBe('decided');
    await program.stop();
    expect((await checked(program.dataDir)).findings).toEqual([]);
  });
});

describe('a region that there is not', () => {
  it('stops the start in a line', async () => {
    const { code, stdout, stderr } = await runProgram({ POLICY: 'stockholm' });
    const line = 'POLICY: stockholm is not a policy of this build (vgr, skane)\n';
    expect([code, stdout, stderr]).toEqual([1, '', line]);
  });
});
