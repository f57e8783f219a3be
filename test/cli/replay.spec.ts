import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Case } from '../support/case';
import { History } from '../support/contract';
import { RunningProgram, startProgram } from '../support/program';
import { storeOf } from '../support/program-store';
import { cli, Ran, runHere } from './checked';

let program: RunningProgram;
let story: Case;
let history: History['items'];
let settings: Readonly<Record<string, string>>;
beforeAll(async () => {
  program = await startProgram({ clockStart: '2026-11-10T08:00:00Z' });
  settings = { ...(await storeOf(program.dataDir)), DATA_DIR: program.dataDir };
  story = await Case.open(program);
  await story.assess();
  await program.moveClock('2026-11-11T08:00:00Z');
  await story.consult();
  await story.decide();
  const path = `${story.path}/history`;
  history = (await program.as('auditor').get<History>(path)).body.items;
});

const replay = (...words: readonly string[]): Promise<Ran> => runHere(['replay', story.id, ...words], settings);
const sentences = (language: 'sv' | 'en'): readonly string[] =>
  history.flatMap(({ summary }) => summary[language].split('\n').map((line) => `    ${line}`));

describe('a case told from the log, beside the program that works on it', () => {
  it('is told event by event as its history tells it, by the built tool', async () => {
    const { code, out, err } = await cli(['replay', story.id], settings);
    expect([code, err]).toEqual([0, '']);
    expect(out[0]).toMatch(new RegExp(`^${story.view.caseNumber}: Blockering .*\\(block\\.v1\\), .*\\(SE2321000131-`));
    expect(out.at(-1)).toBe('tillstånd: decided, granted');
    const told = out.slice(1, -1);
    expect(told.filter((line) => !line.startsWith(' '))).toEqual(
      history.map(({ revision, recordedAt, type, occurredAt }) =>
        [String(revision), recordedAt, type]
          .join('  ')
          .concat(occurredAt === recordedAt ? '' : `, hände ${occurredAt}`),
      ),
    );
    const hashes = history.map(({ hash }) => `    ${hash}`);
    const indented = told.filter((line) => line.startsWith(' '));
    expect(indented.filter((line) => hashes.includes(line))).toEqual(hashes);
    expect(indented.filter((line) => !hashes.includes(line))).toEqual(sentences('sv'));
  });

  it('is told in English where that is asked for', async () => {
    const { code, out } = await replay('--language', 'en');
    expect(code).toBe(0);
    expect(out.filter((line) => sentences('en').includes(line))).toEqual(sentences('en'));
    expect(out.at(-1)).toBe('state: decided, granted');
  });

  it('is told with what each event changed', async () => {
    const { out } = await replay('--step');
    const changes = history.flatMap(({ before, after }) =>
      Object.entries(after).map(([field, value]) => {
        const was = (before as Readonly<Record<string, unknown>>)[field] ?? null;
        return `    ${field}: ${JSON.stringify(was)} -> ${JSON.stringify(value)}`;
      }),
    );
    expect(changes.length).toBeGreaterThan(20);
    expect(out.filter((line) => changes.includes(line))).toEqual(changes);
    expect(out).toContain('    state: "registered" -> "assessed"');
  });

  it('is told as it was recorded at an instant, or before there was anything', async () => {
    const { out } = await replay('--at', '2026-11-10T23:00:00+01:00');
    expect(out.filter((line) => /^\d/.test(line)).slice(1)).toHaveLength(2);
    expect(out.at(-1)).toBe('tillstånd: assessed');
    expect(await replay('--at', '2026-11-09T08:00:00Z')).toEqual({
      code: 0,
      out: ['Inget var antecknat då.'],
      err: '',
    });
  });
});

it('is told no further than somebody reads', () => {
  const tool = resolve('dist/apps/cli/main.js');
  const line = `"${process.execPath}" "${tool}" replay ${story.id} --step | head -1`;
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { env, encoding: 'utf8' });
  expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
});

describe('what cannot be told', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a request that the log does not hold', [randomUUID()], /^the log holds no request [0-9a-f-]{36}$/],
    ['words that are no id', ['2026-7K3QX9TM'], /^what is to be replayed is named by the id of a request \(a UUID\)$/],
    ['an instant that is none', [randomUUID(), '--at', 'yesterday'], /^--at: no instant of RFC 3339, like /],
    ['a language that there is not', [randomUUID(), '--language', 'de'], /^--language: neither sv nor en$/],
  ])('is said in one line: %s', async (_, words, line) => {
    const { code, out, err } = await runHere(['replay', ...words], settings);
    expect([code, out]).toEqual([2, ['']]);
    expect(err).toMatch(line);
    expect(err).not.toContain('\n');
  });
});
