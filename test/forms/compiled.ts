import { transformSync } from '@swc/core';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder's TypeScript as JavaScript in a temporary folder, as the build would make it: a worker thread cannot load
 *  what jest transforms. Returns the folder, to be removed by the caller. */
export function compiled(folder: string): string {
  const out = realpathSync(mkdtempSync(join(tmpdir(), 'sigill-compiled-')));
  symlinkSync(resolve('node_modules'), join(out, 'node_modules'));
  mkdirSync(join(out, 'src'));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))) {
    const { code } = transformSync(readFileSync(join(folder, file), 'utf8'), {
      jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(out, 'src', file.replace(/\.ts$/, '.js')), code);
  }
  return out;
}
