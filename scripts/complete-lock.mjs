// Usage: node scripts/complete-lock.mjs [--check] [package-lock.json]
//
// A registry mirror may lack the packages that hold another platform's binaries. `npm install` then leaves them out of the
// lock file without a word, and `npm ci` stops because the lock file does not fit package.json. This adds an entry for each
// that is missing and takes out download addresses, so that the lock file holds on every platform and for every registry.
// With --check it changes nothing, names what is wrong on one line each, and ends with 1 where something is.
import { readFileSync, writeFileSync } from 'node:fs';

const operatingSystems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = { gnu: 'glibc', glibc: 'glibc', musl: 'musl' };

const words = process.argv.slice(2);
const check = words.includes('--check');
const file = words.find((word) => word !== '--check') ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const faults = [...missing(lock.packages).map(([, name]) => `missing: ${name}`), ...addresses(lock.packages)];

if (check) {
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else {
  const packages = { ...withoutAddresses(lock.packages), ...Object.fromEntries(missing(lock.packages).map(entry)) };
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: inOrder(packages) }, null, 2)}\n`);
  console.log(`${file}: ${faults.length === 0 ? 'was complete' : `${faults.length} faults mended`}`);
}

/** Optional packages that the lock file names and does not hold: who wants it, its name, its version. */
function missing(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !places(path).some((place) => packages[`${place}node_modules/${name}`] !== undefined))
      .map(([name, version]) => [path, name, version]),
  );
}

/** Where Node looks for what the package at the path asks for: below itself, beside it, and further up. */
function places(path) {
  const parents = [...path.matchAll(/\/?node_modules\//g)].map(({ index }) =>
    index === 0 ? '' : `${path.slice(0, index)}/`,
  );
  return [path === '' ? '' : `${path}/`, ...parents.reverse()];
}

function entry([path, name, range]) {
  const version = range.replace(/^[\^~]/, '');
  const dev = lock.packages[path].dev === true ? { dev: true } : {};
  const { os, cpu, libc } = platform(name);
  return [`node_modules/${name}`, { version, cpu, ...dev, ...libc, optional: true, os }];
}

/** What the name of a package of binaries says: `...-linux-arm64-musl`. */
function platform(name) {
  const parts = name.split(/[/-]/);
  const os = parts.find((part) => operatingSystems.includes(part));
  const cpu = parts.find((part) => processors.includes(part));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say for which platform it is`);
  const libc =
    os === 'linux' ? parts.map((part) => libraries[part]).find((library) => library !== undefined) : undefined;
  return { os: [os], cpu: [cpu], libc: libc === undefined ? {} : { libc: [libc] } };
}

function addresses(packages) {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([path]) => `has a download address: ${path}`);
}

function withoutAddresses(packages) {
  return Object.fromEntries(Object.entries(packages).map(([path, { resolved: _, ...rest }]) => [path, rest]));
}

/** As npm writes it. */
function inOrder(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')));
}
