import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** A rule, a file that breaks it, and what that file imports. */
type Offence = readonly [rule: string, file: string, imports: string];

const offences: readonly Offence[] = [
  ['domain-is-pure', 'libs/domain/offence-1.ts', '@sigill/event-log'],
  ['domain-is-pure', 'libs/domain/offence-2.ts', 'node:fs'],
  ['domain-is-pure', 'libs/domain/offence-3.ts', 'pino'],
  ['domain-is-pure', 'libs/domain/offence-4.ts', '../../apps/api'],
  ['libs-log-format-imports-only-what-it-may', 'libs/log-format/offence.ts', '@sigill/event-log'],
  ['libs-event-log-imports-only-what-it-may', 'libs/event-log/offence.ts', '@sigill/domain'],
  ['libs-projections-imports-only-what-it-may', 'libs/projections/offence.ts', '@sigill/application'],
  ['libs-following-imports-only-what-it-may', 'libs/following/offence.ts', '@sigill/application'],
  ['libs-application-imports-only-what-it-may', 'libs/application/offence.ts', '@sigill/adapters'],
  ['libs-effects-imports-only-what-it-may', 'libs/effects/offence.ts', '@sigill/adapters'],
  ['libs-adapters-imports-only-what-it-may', 'libs/adapters/offence.ts', '../../apps/worker'],
  ['apps-worker-imports-only-what-it-may', 'apps/worker/offence.ts', '../api'],
  ['apps-api-imports-only-what-it-may', 'apps/api/offence-1.ts', '../cli'],
  ['apps-api-imports-only-what-it-may', 'apps/api/offence-2.ts', '../worker/main'],
  ['apps-cli-imports-only-what-it-may', 'apps/cli/offence.ts', '../api'],
  ['apps-cli-imports-only-what-it-may', 'apps/cli/carrying-out.ts', '@sigill/effects'],
  ['cli-enters-the-adapters-offline', 'apps/cli/carrying-out.ts', '@sigill/effects'],
  ['a-library-is-entered-by-its-barrel', 'libs/application/past-the-barrel.ts', '../domain/inner'],
  ['apps-enter-a-library-by-its-barrel', 'apps/api/past-the-barrel.ts', '../../libs/domain/inner'],
  ['cli-enters-the-adapters-offline', 'apps/cli/past-the-barrel.ts', '../../libs/adapters/inner'],
  ['cli-enters-the-adapters-offline', 'apps/cli/with-the-framework.ts', '@sigill/application'],
  ['no-framework-but-where-it-serves', 'libs/adapters/framed.ts', '@nestjs/common'],
  ['no-framework-but-where-it-serves', 'libs/effects/framed.ts', './framed-further'],
  ['no-framework-but-where-it-serves', 'libs/effects/framed-further.ts', '@nestjs/common'],
  ['no-cycles', 'libs/domain/one.ts', './two'],
  ['nobody-imports-tests-or-builds', 'libs/event-log/tested.ts', '../../test/sample'],
  ['nobody-imports-tests-or-builds', 'apps/api/built.ts', '../../dist/sample'],
  ['no-package-of-development', 'libs/adapters/developing.ts', 'jest'],
  ['event-store-client-in-event-log-only', 'libs/adapters/storing.ts', '@eventstore/db-client'],
  ['one-event-store-client', 'libs/event-log/storing.ts', '@kurrent/kurrentdb-client'],
  ['cli-sends-nothing', 'apps/cli/sending.ts', './by-a-detour'],
  ['cli-sends-nothing', 'apps/cli/by-a-detour.ts', 'nodemailer'],
];

/** What every part may import: no rule is broken here. */
const allowed: readonly (readonly [file: string, imports: readonly string[]])[] = [
  ['libs/domain/allowed.ts', ['./inner', 'temporal-polyfill']],
  ['libs/log-format/allowed.ts', ['node:crypto']],
  ['libs/event-log/allowed.ts', ['node:fs', '@eventstore/db-client', '@sigill/log-format']],
  ['libs/event-log/from-source.cjs', ['jest']],
  ['libs/projections/allowed.ts', ['@sigill/domain', '@sigill/event-log']],
  ['libs/following/allowed.ts', ['@sigill/domain', '@sigill/event-log', '@sigill/projections']],
  ['libs/application/allowed.ts', ['@sigill/event-log', '@sigill/projections', '@sigill/following', '@nestjs/common']],
  ['libs/effects/allowed.ts', ['@sigill/projections', '@sigill/following', '@sigill/application/plain', 'pino']],
  ['libs/adapters/allowed.ts', ['@sigill/domain', '@sigill/application/plain', '@sigill/effects']],
  ['apps/worker/allowed.ts', ['@sigill/effects', '@sigill/adapters', 'nodemailer']],
  [
    'apps/api/allowed.ts',
    ['@sigill/adapters', '@sigill/application', '@nestjs/common', '@sigill/effects', '../worker/worker'],
  ],
  ['apps/cli/allowed.ts', ['@sigill/application/plain', '../../libs/adapters/offline']],
];

const leaves = [
  ...['domain', 'log-format', 'event-log', 'projections', 'following', 'application', 'effects', 'adapters'].map(
    (lib) => `libs/${lib}/index.ts`,
  ),
  ...['api', 'worker', 'cli'].map((app) => `apps/${app}/index.ts`),
  'libs/domain/inner.ts',
  'libs/adapters/inner.ts',
  'libs/adapters/offline/index.ts',
  'libs/application/plain/index.ts',
  'apps/worker/worker.ts',
  'apps/worker/main.ts',
  'test/sample.ts',
  'dist/sample.js',
];

const packages = {
  dependencies: [
    'pino',
    'temporal-polyfill',
    'nodemailer',
    '@nestjs/common',
    '@eventstore/db-client',
    '@kurrent/kurrentdb-client',
  ],
  devDependencies: ['jest'],
};

describe('the rules of who may import whom', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigill-imports-'));
  let violations: readonly Violation[];
  beforeAll(() => {
    plantTree(folder);
    violations = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are broken by every planted offence, and by nothing else', () => {
    const seen = violations.map(({ rule, from }) => `${from}: ${rule}`);
    expect([...seen].sort()).toEqual(offences.map(([rule, file]) => `${file}: ${rule}`).sort());
  });

  it('are each seen to bite', () => {
    expect([...new Set(offences.map(([rule]) => rule))].sort()).toEqual([...ruleNames()].sort());
  });

  it('find a mailer that was put among the adapters that work offline', () => {
    write(join(folder, 'libs/adapters/mail/smtp-mailer.ts'), 'export const leaf = 1;\n');
    write(join(folder, 'libs/adapters/offline/index.ts'), importing(['../mail/smtp-mailer']));
    const further = cruise(folder).filter(({ from }) => from === 'apps/cli/allowed.ts');
    expect(further.map(({ rule, to }) => [rule, to])).toEqual([
      ['cli-sends-nothing', 'libs/adapters/mail/smtp-mailer.ts'],
    ]);
  });

  it('hold for the program as it is', () => {
    expect(cruise(resolve('.'))).toEqual([]);
  });
});

function plantTree(folder: string): void {
  for (const leaf of leaves) write(join(folder, leaf), leaf.endsWith('.js') ? '' : 'export const leaf = 1;\n');
  write(join(folder, 'libs/domain/two.ts'), importing(['./one']));
  for (const [, file, imports] of offences) write(join(folder, file), importing([imports]));
  for (const [file, imports] of allowed)
    write(join(folder, file), file.endsWith('.cjs') ? "require('jest');\n" : importing(imports));
  for (const name of Object.values(packages).flat()) {
    write(
      join(folder, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(join(folder, 'node_modules', name, 'index.js'), '');
  }
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { dependencies, devDependencies } = packages;
  const manifest = {
    name: 'planted',
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  };
  write(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const file of ['tsconfig.json', '.dependency-cruiser.mjs']) cpSync(resolve(file), join(folder, file));
}

const importing = (names: readonly string[]): string =>
  `${names.map((name) => `import '${name}';\n`).join('')}export const planted = 1;\n`;

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function cruise(folder: string): readonly Violation[] {
  const command = [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly CruisedViolation[] } };
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

interface CruisedViolation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** The configuration is an ES module: read by Node itself. */
function ruleNames(): readonly string[] {
  const script = `import('${resolve('.dependency-cruiser.mjs')}').then(({ default: { forbidden } }) =>
    console.log(JSON.stringify(forbidden.map(({ name }) => name))))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}
