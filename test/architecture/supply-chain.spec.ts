import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What others made and the program runs with. */

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly { readonly alg: string }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(resolve(file), 'utf8'));
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Entry>> };
const installed = Object.entries(packages).filter(([path]) => path !== '');
const ofProduction = installed.filter(([, { dev }]) => dev !== true);

/** Licences that ask for no more than to be named. */
const allowed = ['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Unlicense', 'PSF-2.0'];
/** Data under terms of its own: holidays that are to be attributed, which the LICENSE beside them does. */
const allowedTogether = ['(ISC AND CC-BY-3.0)', '(BSD-3-Clause AND Apache-2.0)'];
/** Read by hand, because package.json does not say it: by these words of the licence's text. */
const readByHand: Readonly<Record<string, RegExp>> = {
  'dejavu-fonts-ttf': /Bitstream Vera Fonts Copyright/,
  'png-js': /^MIT License/,
};

interface Package {
  readonly name: string;
  readonly license?: unknown;
  /** Of the files that are named so. */
  readonly licenceText: string;
}

const isAllowed = ({ name, license, licenceText }: Package): boolean => {
  if (typeof license === 'string' && [...allowed, ...allowedTogether].includes(license)) return true;
  return Object.hasOwn(readByHand, name) && readByHand[name]?.test(licenceText) === true;
};

function packageAt(path: string): Package {
  const texts = readdirSync(resolve(path)).filter((file) => /^licen[cs]e/i.test(file));
  const { name, license } = read(join(path, 'package.json')) as Package;
  return { name, license, licenceText: texts.map((file) => readFileSync(resolve(path, file), 'utf8')).join('\n') };
}

describe('the packages that the program runs with', () => {
  it('are few', () => {
    expect(ofProduction.length).toBeGreaterThan(100);
    expect(ofProduction.length).toBeLessThanOrEqual(300);
  });

  it('have a licence that asks for no more than to be named, each of them', () => {
    const refused = ofProduction.map(([path]) => packageAt(path)).filter((one) => !isAllowed(one));
    expect(refused.map(({ name, license }) => [name, license])).toEqual([]);
  });

  it.each<Package>([
    { name: 'a', license: 'GPL-3.0', licenceText: '' },
    { name: 'a', license: '(MIT OR CC0-1.0)', licenceText: 'MIT License' },
    { name: 'a', licenceText: 'MIT License' },
    { name: 'png-js', licenceText: 'GNU GENERAL PUBLIC LICENSE' },
  ])('would be refused: %j', (one) => {
    expect(isAllowed(one)).toBe(false);
  });

  it('are known by their bytes', () => {
    expect(ofProduction.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
  });

  it('need no script at their installation: the image installs them without any', () => {
    const withScript = ofProduction.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(withScript.map(([path]) => path)).toEqual([
      'node_modules/@photostructure/sqlite',
      'node_modules/protobufjs',
    ]);
    const dockerfile = readFileSync(resolve('docker/Dockerfile'), 'utf8');
    expect(dockerfile.match(/npm ci\b[^\n&]*/g)?.map((line) => line.trim())).toEqual([
      'npm ci --ignore-scripts',
      'npm ci --omit=dev --ignore-scripts',
    ]);
  });
});

it('the bill of materials names every installed package, with its hash', () => {
  const { scripts } = read('package.json') as { readonly scripts: Readonly<Record<string, string>> };
  const [command = '', ...words] = (scripts['sbom'] ?? '').split(' ');
  const bill = JSON.parse(execFileSync(command, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })) as {
    readonly bomFormat: string;
    readonly components: readonly Component[];
  };
  expect(bill.bomFormat).toBe('CycloneDX');
  const named = new Map(bill.components.map((one) => [`${one.name}@${one.version}`, one]));
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const missing = ofProduction.filter(([path, { version }]) => !named.has(`${nameOf(path)}@${String(version)}`));
  expect(missing.map(([path]) => path)).toEqual([]);
  const unhashed = ofProduction.filter(([path, { version }]) => {
    const hashes = named.get(`${nameOf(path)}@${String(version)}`)?.hashes ?? [];
    return !hashes.some(({ alg }) => alg === 'SHA-512');
  });
  expect(unhashed.map(([path]) => path)).toEqual([]);
});
