import { cli, runHere } from './checked';

describe('the command line', () => {
  it('explains itself when it is asked', async () => {
    const { code, out, err } = await cli(['help']);
    expect([code, err]).toEqual([0, '']);
    expect(out[0]).toBe('npm run cli -- <command>');
    expect(out.filter((line) => /^ {2}\w/.test(line)).map((line) => line.trim().split(' ')[0])).toEqual([
      'check',
      'replay',
      'rebuild',
      'migrate',
      'help',
    ]);
  });

  it.each([
    [[]],
    [['chekc']],
    [['toString']],
    [['check', 'one', 'two']],
    [['check', '--to', 'x']],
    [['migrate']],
    [['replay']],
    [['replay', '--step', 'a', 'b']],
  ])('does not guess: %j', async (words) => {
    const { code, out, err } = await runHere(words);
    expect([code, out]).toEqual([2, ['']]);
    expect(err).toMatch(/^npm run cli -- <command>\n/);
  });
});
