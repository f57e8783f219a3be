import { actions, procedures, refusalCodes } from '@sigill/domain';
import { theCore } from './implementation';
import { judgeLives } from './lives';
import { nothingSeen } from './sightings';

describe('random lives of a patient', () => {
  const seen = nothingSeen();

  it('agree with the model of the lifecycle, command by command', () => {
    judgeLives(theCore, seen, { seed: 20261123, numRuns: 1_000 });
    expect(seen.commands).toBeGreaterThan(10_000);
  });

  it('come to every state of both tracks', () => {
    const both = ['assessed', 'consulted', 'decided', 'executed', 'closed'];
    const ordinary = ['registered', 'submitted', ...both].map((state) => `ordinary: ${state}`);
    const urgent = ['called', 'executed-provisionally', ...both].map((state) => `urgent: ${state}`);
    expect([...seen.states].sort()).toStrictEqual([...ordinary, ...urgent].sort());
  });

  it('take every action, and leave every event', () => {
    expect([...seen.accepted].sort()).toStrictEqual([...actions].sort());
    expect(seen.events.size).toBe(14);
  });

  it('open every procedure, and begin and end every measure', () => {
    expect([...seen.procedures].sort()).toStrictEqual(procedures.map(({ name }) => name).sort());
    const ends = ['block', 'lock', 'seal'].flatMap((kind) => [kind, `${kind} with an end`]);
    expect([...seen.measures].sort()).toStrictEqual([...ends, 'extension with an end'].sort());
  });

  it('meet every refusal that there is', () => {
    const met = new Set([...seen.refused].map((one) => one.split(': ')[1]));
    expect([...met].sort()).toStrictEqual([...refusalCodes].sort());
  });
});
