const { existsSync } = require('node:fs');
const { resolve } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** The suites that take longest, the longest first. Jest goes by the size of the files where it has no times of an earlier run,
 *  and would leave one of these to a single worker at the end. */
const longest = [
  'faults/kill.spec.ts',
  'openapi/fuzz/fuzz.spec.ts',
  'faults/vanished-files.spec.ts',
  'cli/damaged-files.spec.ts',
  'faults/stop.spec.ts',
  'acceptance/authority/matrix.spec.ts',
  'acceptance/program/starting.spec.ts',
  'forms/form-renderer.spec.ts',
  'application/two-instances.spec.ts',
  'acceptance/block/urgent.spec.ts',
  'acceptance/every-procedure/stories.spec.ts',
  'acceptance/block/urgent-calls.spec.ts',
  'architecture/dependencies.spec.ts',
].map((file) => resolve(__dirname, '..', file));

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const gone = longest.filter((file) => !existsSync(file));
    if (gone.length > 0) throw new Error(`named as longest, and not there: ${gone.join(', ')}`);
    const inOrder = await super.sort(tests);
    const placeOf = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length);
    return inOrder.sort((one, other) => placeOf(one) - placeOf(other));
  }
};
