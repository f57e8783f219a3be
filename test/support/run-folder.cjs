const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** A folder for what the suites of one run share, whichever process of jest they are in. */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigill-run-'));
  process.env.SIGILL_RUN_FOLDER = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
};
