import { Log } from '@sigill/adapters';
import { NightlySweep } from '../../apps/worker/nightly-sweep';
import { hour, minute, TestTime } from './outside';

/** When the night's look at the register is begun, and begun again. */

let time: TestTime;
let answers: (boolean | Error)[];
let runs: string[];
let nightly: NightlySweep;
beforeEach(() => {
  time = new TestTime();
  [answers, runs] = [[], []];
  const run = async (): Promise<boolean> => {
    runs.push(time.now().slice(11, 16));
    const answer = answers.shift() ?? true;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  nightly = new NightlySweep({ sweep: { run }, clock: time, scheduler: time, lines: new Log('silent', true) });
});
afterEach(() => nightly.stop());

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('is finished once a night, and begins again at midnight in Sweden', async () => {
  await nightly.settle();
  expect(time.untilNext).toBe(11 * hour);
  time.advance(11 * hour);
  await settled();
  expect(runs).toEqual(['12:00', '23:00']);
});

it('is looked at again after a minute where another worker was at it, which may have ended', async () => {
  answers = [false, false, true];
  await nightly.settle();
  for (let times = 0; times < 2; times += 1) {
    expect(time.untilNext).toBe(minute);
    time.advance(minute);
    await settled();
  }
  expect(runs).toEqual(['12:00', '12:01', '12:02']);
  expect(time.untilNext).toBe(11 * hour - 2 * minute);
});

it('is begun again after a minute where something did not answer', async () => {
  answers = [new Error('no register')];
  await nightly.settle();
  expect(time.untilNext).toBe(minute);
});
