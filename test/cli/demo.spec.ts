import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { tellBirthday } from '../../apps/cli/demo/birthday';
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

  it('tells how a young person grows up', async () => {
    const program = await startProgram({ clockStart: '2026-11-26T08:00:00Z' });
    const lines: string[] = [];
    await tellBirthday(program.url, (line) => lines.push(line));
    expect(lines).toEqual([
      '2026-11-26  the child is 14; reads the journal: first guardian none (age), second none (age), the child none (age)',
      '2026-12-02  an extension for the first guardian is executed; reads the journal: first guardian units (extension), second none (age), the child none (age)',
      '2026-12-08  a block of the second guardian is executed; reads the journal: first guardian units (extension), second none (blocked), the child none (age)',
      '2027-11-02  sixty days left; the unit’s inbox has: extension-ends',
      '2027-12-31  the last day; reads the journal: first guardian units (extension), second none (blocked), the child none (age)',
      '2028-01-01  16 years; reads the journal: first guardian none (age), second none (blocked), the child all (own-access)',
      '2028-01-01  asked again of the day before: reads the journal: first guardian units (extension), second none (blocked), the child none (age)',
      '2029-12-31  17 years; the block’s events: 7, the last one DocumentationRecorded',
      '2030-01-01  18 years; the block’s events: 8, the last one MeasureLapsed',
      '2030-01-01  reads the journal: first guardian none (not-guardian), second none (not-guardian), the child all (own-access)',
    ]);
    await expect(tellBirthday(program.url, () => undefined)).rejects.toThrow(
      'start the program with an empty DATA_DIR',
    );
  });
});
