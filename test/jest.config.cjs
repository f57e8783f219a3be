const typescript = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
};
const esModules = {
  jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' },
  module: { type: 'commonjs' },
};

/** Tests import the libraries by the names that tsconfig.json gives them.
 *  Packages that are ES modules only are transformed, because jest on Node 20 cannot require them. */
module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  testRegex: 'test/.*\\.spec\\.ts$',
  testPathIgnorePatterns: process.env.SIGILL_LONG ? [] : ['\\.long\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  transform: { '^.+\\.ts$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', esModules] },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|jose|oidc-provider|temporal-[^/]+|nanoid|eta|quick-lru)/)'],
  moduleNameMapper: { '^@sigill/(.*)$': '<rootDir>/libs/$1/index.ts' },
  globalSetup: '<rootDir>/test/support/run-folder.cjs',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  testTimeout: 60_000,
  maxWorkers: '100%',
};
