import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { evolve, RequestEvent, RequestId, RequestState, State, Track } from '@sigill/domain';
import { startProgram, temporaryFolder } from '../support/program';
import { lifecycleDiagram, Step, stepsOf } from './lifecycle-diagram';

const readme = readFileSync(resolve('README.md'), 'utf8');

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
function part(name: string): string {
  const [, found] = readme.split(new RegExp(`<!-- /?${name} -->\n?`));
  if (found === undefined) throw new Error(`the README has no part ${name}`);
  return found;
}

describe('the README', () => {
  it('draws the lifecycle that the program is guarded by', () => {
    expect(part('lifecycle')).toBe(lifecycleDiagram());
  });

  it('explains every setting that there is, and no other', () => {
    const sources = ['read-settings', 'production-rules'].map((name) =>
      readFileSync(resolve(`libs/adapters/settings/${name}.ts`), 'utf8'),
    );
    const read = [...sources.join('').matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map(([, name = '']) => name);
    const names = read.filter((name) => !debugging.includes(name) && !/^(?:SMTP|EVENTSTORE)_URL_FILE$/.test(name));
    const explained = [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map(([, name = '']) => name);
    expect([...explained].sort()).toEqual([...new Set(names)].sort());
  });

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { scripts: object };
    const texts = [readme, readFileSync(resolve('CONTRIBUTING.md'), 'utf8')].join('');
    const named = [...texts.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

const debugging: readonly string[] = ['DEBUG', 'NODE_DEBUG', 'NODE_TLS_REJECT_UNAUTHORIZED'];

describe('an arrow of the lifecycle', () => {
  const arrows = (['ordinary', 'urgent'] as const).flatMap((track) =>
    stepsOf(track).map((step): readonly [Track, Step] => [track, step]),
  );

  it.each(arrows.map(([track, step]) => [`${track}: ${step.from}, ${step.action}`, track, step] as const))(
    'leads where the events lead (%s)',
    (_, track, { action, from, to }) => {
      const before = { ...empty, track, state: from } as unknown as RequestState;
      expect(evolve(before, eventOf[action], 'x' as RequestId).state).toBe(to satisfies State);
    },
  );
});

/** What the arrows need of a state and of an event, and no more. */
const empty = {
  revision: 1,
  reached: {},
  consultations: [],
  receipts: {},
  voided: [],
  missed: { since: null, before: [] },
  said: {
    withdrawal: null,
    returns: [],
    corrections: [],
    notes: [],
    siblings: [],
    reviewDays: [],
    formerly: [],
  },
  plan: [],
  persons: {},
  registeredGuardians: [],
};

const event = (type: RequestEvent['type'], data: object = {}): RequestEvent =>
  ({
    type,
    persons: [],
    data: { at: '2026-11-22T08:00:00.000Z', receipts: [], note: null, completes: true, ...data },
  }) as unknown as RequestEvent;

const eventOf = {
  assessment: event('RequestAssessed'),
  consultation: event('ConsultationHeld'),
  decision: event('RequestDecided', { outcome: 'granted', plan: [] }),
  submission: event('FormSubmitted'),
  execution: event('ExecutionRecorded'),
  return: event('FormReturned'),
  documentation: event('DocumentationRecorded'),
  withdrawal: event('RequestWithdrawn'),
  correction: event('DocumentationCorrected'),
  siblings: event('RelatedRequestsOpened'),
  review: event('MeasureReviewed'),
};

const hasTools = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

(hasTools ? describe : describe.skip)('the tour of the README', () => {
  const blocks = [...part('tour').matchAll(/```(bash|text)\n([\s\S]*?)```/g)].map(([, kind = '', text = '']) => ({
    kind,
    text,
  }));

  it('prints what it says, and at a second run what is wrong', async () => {
    const program = await startProgram();
    const said = blocks.flatMap(({ kind, text }) => (kind === 'text' ? [text] : [])).join('');
    expect(withoutCaseNumbers(await pasted(program.url))).toBe(withoutCaseNumbers(said));
    expect(await pasted(program.url)).toBe('409 measure-already-in-force: The same measure is already in force.\n');
  });

  async function pasted(url: string): Promise<string> {
    const script = blocks.flatMap(({ kind, text }) => (kind === 'bash' ? [text] : [])).join('\n');
    const here = script.replaceAll('http://localhost:3000', url);
    const shell = spawn('bash', ['--norc', '--noprofile', '-euo', 'pipefail', '-c', here], {
      cwd: await temporaryFolder(),
    });
    let printed = '';
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await once(shell, 'close');
    return printed;
  }
});

const withoutCaseNumbers = (text: string): string => text.replace(/20[0-9]{2}-[0-9A-Z]{8}\b/g, 'case');
