// A thread that is run from TypeScript source, named by its first argument.
require('./from-source.cjs');

require(process.argv[2]);
