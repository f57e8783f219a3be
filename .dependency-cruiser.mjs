const libs = ['domain', 'log-format', 'event-log', 'projections', 'following', 'application', 'effects', 'adapters'];
const lib = (...names) => names.map((name) => `^libs/${name}/`);

/** Who may import whom. A part imports itself, what its line names, and npm packages. Each line becomes a rule. */
const mayImport = {
  'libs/log-format': [],
  'libs/event-log': lib('log-format'),
  'libs/projections': lib('domain', 'event-log'),
  'libs/following': lib('domain', 'event-log', 'projections'),
  'libs/application': lib('domain', 'event-log', 'projections', 'following'),
  'libs/effects': lib('domain', 'event-log', 'projections', 'following', 'application'),
  'libs/adapters': lib('domain', 'event-log', 'projections', 'following', 'application', 'effects'),
  'apps/worker': lib(...libs),
  'apps/api': [...lib(...libs), '^apps/worker/worker[.]ts$'],
  'apps/cli': lib(...libs.filter((name) => name !== 'effects')),
};

const nameOf = (part) => part.replace('/', '-');

const houseRules = Object.entries(mayImport).map(([part, others]) => ({
  name: `${nameOf(part)}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^${part}/` },
  to: { path: '^(apps|libs)/', pathNot: [`^${part}/`, ...others] },
}));

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const rules = [
  rule(
    'domain-is-pure',
    'The rules know no clock, no I/O, no framework: nothing of ours, nothing of Node, one pure package.',
    { path: '^libs/domain/' },
    { pathNot: ['^libs/domain/', '(^|node_modules/)temporal-polyfill(/|$)'] },
  ),
  rule(
    'a-library-is-entered-by-its-barrel',
    'Another library only through its index.ts, the application also through plain/index.ts.',
    { path: '^libs/([^/]+)/' },
    { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/index[.]ts$', '^libs/application/plain/index[.]ts$'] },
  ),
  rule(
    'apps-enter-a-library-by-its-barrel',
    'A library only through its index.ts; apps/cli takes the adapters that work on a data folder at rest by their own.',
    { path: '^apps/(api|worker)/' },
    { path: '^libs/', pathNot: ['^libs/[^/]+/index[.]ts$', '^libs/application/plain/index[.]ts$'] },
  ),
  rule(
    'cli-enters-the-adapters-offline',
    'A library only through its index.ts, the application only through plain/index.ts, the adapters through offline/index.ts.',
    { path: '^apps/cli/' },
    {
      path: '^libs/',
      pathNot: [
        '^libs/(domain|log-format|event-log|projections|following|application/plain|adapters/offline)/index[.]ts$',
      ],
    },
  ),
  rule(
    'no-framework-but-where-it-serves',
    'Nest is more than half of what a start loads: the tool, and a start that is refused, do without it.',
    { path: '^(libs/(adapters|effects)|apps/(cli|worker))/' },
    { path: '(^|node_modules/)@nestjs/', reachable: true },
  ),
  rule('no-cycles', 'What depends on itself cannot be read from top to bottom.', {}, { circular: true }),
  rule(
    'nobody-imports-tests-or-builds',
    'The program is made of apps and libs.',
    { path: '^(apps|libs)/' },
    { path: '^(test|dist|scripts|docker|docs|coverage)/' },
  ),
  rule(
    'no-package-of-development',
    'A program that was installed without them must run. The files left out run a thread from source, in tests.',
    { path: '^(apps|libs)/', pathNot: '/from-source[.]cjs$' },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'event-store-client-in-event-log-only',
    'Which database holds the log is known in one library.',
    { pathNot: '^libs/event-log/' },
    { path: '(^|node_modules/)@eventstore/' },
  ),
  rule(
    'one-event-store-client',
    'The clients of EventStoreDB and of KurrentDB register the same names: both in one process do not load.',
    {},
    { path: '(^|node_modules/)@kurrent/' },
  ),
  rule(
    'cli-sends-nothing',
    'A replay cannot send mail, because nothing that it imports, however far, can.',
    { path: '^apps/cli/' },
    {
      path: [
        '^libs/(adapters|effects)/.*(mailer|session|runner)[.]ts$',
        '^apps/worker/',
        '(^|node_modules/)nodemailer(/|$)',
      ],
      reachable: true,
    },
  ),
];

export default {
  forbidden: [...houseRules, ...rules],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
