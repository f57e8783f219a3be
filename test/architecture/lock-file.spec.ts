import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { admits, type NodeVersion } from './node-range';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, Entry>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(resolve(file), 'utf8'));
const lock = read('package-lock.json') as Lock;

describe('the lock file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigill-lock-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What `complete-lock.mjs --check` says of a lock file, and with which code it ends. */
  function checked(packages: Lock['packages']): { readonly said: string; readonly code: number | null } {
    const file = join(folder, 'package-lock.json');
    writeFileSync(file, JSON.stringify({ ...lock, packages }));
    const { stdout, status } = run('--check', file);
    return { said: stdout, code: status };
  }

  it('has every platform and no download address', () => {
    expect(checked(lock.packages)).toEqual({ said: '', code: 0 });
    expect(JSON.stringify(Object.values(lock.packages).map(({ resolved }) => resolved ?? null))).not.toContain('http');
  });

  it('is what package.json asks for, to the letter', () => {
    const { dependencies, devDependencies } = read('package.json') as Entry;
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    const asked = Object.entries({ ...dependencies, ...devDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(asked.map(([name]) => [name, lock.packages[`node_modules/${name}`]?.version])).toEqual(asked);
  });

  it.each<[string, NodeVersion]>([
    ['20.19', [20, 19, 0]],
    ['22.13', [22, 13, 0]],
    ['24', [24, 0, 0]],
  ])('installs on Node %s without a warning, as every package in it takes that version', (_, version) => {
    const ranges = Object.entries(lock.packages).map(([path, { engines }]) => [path, engines?.node ?? '*'] as const);
    expect(ranges.length).toBeGreaterThan(500);
    expect(ranges.filter(([, range]) => !admits(range, version))).toEqual([]);
  });

  it.each<[string, NodeVersion, boolean]>([
    ['>=22', [20, 19, 0], false],
    ['>= 20.19.1', [20, 19, 0], false],
    ['>=20.19', [20, 19, 0], true],
    ['^22.22.3 || ^24.15.0 || >=26.0.0', [24, 0, 0], false],
    ['^20.12||^22.13||>=24.0', [21, 0, 0], false],
    ['^18 || ^20 || >= 21', [20, 19, 0], true],
    ['>=16 || 14 >=14.17', [14, 16, 0], false],
    ['6.* || >= 10.x', [24, 0, 0], true],
    ['6.* || 8.*', [20, 19, 0], false],
    ['*', [20, 19, 0], true],
  ])('reads that a package for Node %s takes %j: %s', (range, version, taken) => {
    expect(admits(range, version)).toBe(taken);
  });

  it('does not guess at a range of Node versions that it cannot read', () => {
    expect(() => admits('~20.19', [20, 19, 0])).toThrow('not understood: ~20.19');
  });

  it('is refused without the binaries of another platform', () => {
    const { 'node_modules/@swc/core-darwin-arm64': left, ...rest } = lock.packages;
    expect(left).toBeDefined();
    expect(checked(rest)).toEqual({ said: 'missing: @swc/core-darwin-arm64\n', code: 1 });
  });

  it('is refused with a download address', () => {
    const jest = { ...lock.packages['node_modules/jest'], resolved: 'https://registry.example/jest.tgz' };
    expect(checked({ ...lock.packages, 'node_modules/jest': jest })).toEqual({
      said: 'has a download address: node_modules/jest\n',
      code: 1,
    });
  });

  it('is completed as it was', () => {
    const { 'node_modules/@swc/core-linux-arm64-musl': kept, ...rest } = lock.packages;
    const file = join(folder, 'completed.json');
    writeFileSync(file, JSON.stringify({ ...lock, packages: { ...rest, 'node_modules/jest': { resolved: 'x' } } }));
    expect(run(file).status).toBe(0);
    const completed = JSON.parse(readFileSync(file, 'utf8')) as Lock;
    expect(Object.keys(completed.packages)).toEqual(Object.keys(lock.packages));
    expect(completed.packages['node_modules/@swc/core-linux-arm64-musl']).toEqual({
      version: kept?.version,
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(completed.packages['node_modules/jest']).toEqual({});
  });
});

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [resolve('scripts/complete-lock.mjs'), ...words], { encoding: 'utf8' });
