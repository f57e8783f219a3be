// node test/bench/data.mjs <folder> <cases> [--large 500] [--open-only] [--seed 1]
// A data folder as years of work leave it behind (see data/making.mjs). Start the program on it with
//   DATA_DIR=<folder>/data POPULATION_FILE=<folder>/register.json DIRECTORY_FILE=<folder>/register.json
import { parseArgs } from 'node:util';
import { makeData } from './data/making.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    large: { type: 'string', default: '0' },
    'open-only': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const [folder, cases] = positionals;
if (folder === undefined || !(Number(cases) > 0)) {
  console.error('usage: node test/bench/data.mjs <folder> <cases> [--large 500] [--open-only] [--seed 1]');
  process.exit(2);
}
const made = await makeData(folder, {
  cases: Number(cases),
  large: Number(values.large),
  openOnly: values['open-only'],
  seed: Number(values.seed),
});
console.log(JSON.stringify(made));
