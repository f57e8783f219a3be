import { RunningProgram, startProgram } from '../../support/program';
import * as people from '../every-procedure/people';
import { Walk } from '../every-procedure/walk';
import { leadTimes, reportOf } from './reading';

describe('a form that came back', () => {
  let program: RunningProgram;
  beforeAll(async () => {
    program = await startProgram({ clockStart: '2026-10-04T06:00:00Z' });
  });

  it('counts as submitted when it was submitted first', async () => {
    const walk = await Walk.open(program, {
      procedure: 'block',
      patient: people.infant.child,
      guardians: people.infant.guardians,
    });
    const opened = Date.parse(walk.view.openedAt);
    const hours = (count: number) => program.moveClock(new Date(opened + count * 3_600_000).toISOString());
    await hours(10);
    await walk.to('submitted');
    await hours(20);
    await walk.story.sendBack();
    await hours(30);
    await walk.to('executed');
    expect(leadTimes(await reportOf(program, 'lead-times')).filter((line) => !line.includes('assessed'))).toEqual([
      ...[
        'block consulted 1 10/10/10',
        'block decided 1 10/10/10',
        'block submitted 1 10/10/10',
        'block executed 1 30/30/30',
      ],
    ]);
  });
});
