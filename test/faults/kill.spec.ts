import { killRun } from './kill-run';

/** Kills at work, a kill during a start, a kill just after one; the two hundred of the long run add moments, and no kind. */
describe('a program that is killed at any moment', () => {
  it('loses no acknowledged command and no mail, and does nothing twice without saying so', async () => {
    const { faults, acknowledged, unanswered } = await killRun(20261122, 12);
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(50);
    expect(unanswered).toBeGreaterThan(0);
  }, 300_000);
});
