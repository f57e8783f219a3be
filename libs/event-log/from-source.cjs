// Lets Node run TypeScript source (in the tests): the build has JavaScript instead.
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const resolved = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) =>
  resolved(
    name.replace(/^@sigill\/(.*)$/, (_, lib) => join(__dirname, '..', lib, 'index.ts')),
    ...rest,
  );

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
