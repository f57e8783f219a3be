import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { driveMonth } from '../../apps/cli/demo/month';
import { startProgram } from '../support/program';

const month = (url: string, tell: (line: string) => void = () => undefined): Promise<void> =>
  driveMonth({ url, seed: 1, days: 6 }, tell);

describe('the demo', () => {
  it('says what to start where no program runs', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    server.close();
    await once(server, 'close');
    const told = `nothing answers on ${url}: start the program first, with npm start, in another terminal`;
    await expect(month(url)).rejects.toThrow(told);
  });

  it('says of each refusal how often it came and why', async () => {
    const program = await startProgram({ clockStart: '2026-11-23T08:00:00Z' });
    const lines: string[] = [];
    await month(program.url, (line) => lines.push(line));
    const from = lines.findIndex((line) => line.startsWith('Refused by the rules'));
    expect(from).toBeGreaterThan(0);
    for (const line of lines.slice(from + 1, -1)) expect(line).toMatch(/^ {2}[a-z-]+ \(\d+\): [A-Z].*\.$/);
    expect(lines.at(-1)).toMatch(/^\d+ commands sent$/);
  });
});
