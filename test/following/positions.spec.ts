import { Positions } from '../../libs/following/positions';

const anHourMs = 3_600_000;

describe('rows that rest between two commits', () => {
  it('rest no longer when somebody asks for what is not there', async () => {
    const positions = new Positions();
    positions.arrive(4);
    const rest = positions.wanted(anHourMs);
    const reading = positions.reach(5);
    await rest;
    positions.arrive(5);
    await reading;
    expect(positions.now).toBe(5);
  });

  it('do not rest while somebody waits already', async () => {
    const positions = new Positions();
    positions.promise(2);
    const reading = positions.reach(null);
    await positions.wanted(anHourMs);
    positions.arrive(2);
    await reading;
  });

  it('rest on when what is asked for is there', async () => {
    const positions = new Positions();
    positions.arrive(3);
    let rested = false;
    const rest = positions.wanted(anHourMs).then(() => {
      rested = true;
    });
    await positions.reach(3);
    expect(rested).toBe(false);
    positions.wake();
    await rest;
  });

  it('rest no longer than they are told', async () => {
    await new Positions().wanted(1);
  });
});
