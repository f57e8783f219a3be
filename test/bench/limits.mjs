// What is asked of the figures. `of`: the figure that a ratio is taken to. `least` and `most` hold for the ratio where
// `ofRatio` says so, else for the figure itself.
import { questions } from './figures/questions.mjs';

/** Milliseconds; of the others nothing is asked. */
const mostAt100k = { inbox: 15, search: 15, 'search.patient': 15, access: 10, timeline: 25, history: 15, volumes: 15 };

const large = (question) => ({
  of: `${question}.1k.p95ms`,
  most: mostAt100k[question],
  also: 'and at most the larger of 2 x 1k and 5 ms',
  mostOf: (figures) => Math.max(2 * figures[`${question}.1k.p95ms`], 5),
});

/** By name; figures that are not here have no limit of their own. */
export const limits = {
  'raw.sqlite.single': { of: 'raw.fdatasync' },
  'port.append.1': { of: 'raw.sqlite.single' },
  'port.append.8': { of: 'raw.sqlite.single' },
  'port.append.32': { of: 'raw.sqlite.group32', ofRatio: true, least: 0.9 },
  'port.append.128': { of: 'raw.sqlite.group32' },
  'path.command.1': { of: 'raw.sqlite.single' },
  'path.command.1.p95ms': { most: 8 },
  'path.command.8': { of: 'raw.sqlite.single' },
  'path.command.32': { of: 'raw.sqlite.single', ofRatio: true, least: 0.5, also: 'aim 0.9' },
  'path.command.32.p99ms': { most: 30 },
  'load.file.20events.us': { most: 1_000 },
  'load.file.20events.memory.us': { most: 20 },
  'readall.eventsPerS': { least: 40_000 },
  'verify.eventsPerS': { least: 40_000, of: 'readall.eventsPerS' },
  'rebuild.eventsPerS': { least: 40_000, of: 'readall.eventsPerS', also: 'aim 100,000' },
  'start.1M.ms': { most: 3_000, of: 'start.1k.ms' },
  'start.1M.mb': { most: 350, of: 'start.1k.mb' },
  'rss.after10k.mb': { most: 250 },
  'rss.after30k.mb': { of: 'rss.after10k.mb', ofRatio: true, most: 1.05 },
  ...Object.fromEntries(questions.map((question) => [`${question}.10k.p95ms`, { of: `${question}.1k.p95ms` }])),
  ...Object.fromEntries(Object.keys(mostAt100k).map((question) => [`${question}.100k.p95ms`, large(question)])),
  'sweep.100k.personsPerS': { least: 500 },
  'patient500.first.ms': { most: 500 },
  'patient500.command.p95ms': { most: 20 },
  'patient500.search.p95ms': { most: 30 },
  'patient500.block.ms': { most: 50 },
  'esdb.path.command.1': { of: 'esdb.raw.append.1' },
  'esdb.path.command.8': { of: 'esdb.raw.append.8' },
  'esdb.path.command.32': { of: 'esdb.raw.append.32', ofRatio: true, least: 0.7 },
  'esdb.rebuild.eventsPerS': { of: 'esdb.readall.eventsPerS' },
  'own.append': { of: 'emmett.append', ofRatio: true, least: 10 },
  'own.load': { of: 'emmett.load', ofRatio: true, least: 4 },
  'own.readall': { of: 'emmett.readall', ofRatio: true, least: 1.5 },
};

/** Null: there is no limit, or nothing to hold it against. @param figures all that were measured, by name */
export function isMet(name, figures) {
  const { of, ofRatio = false, least = -Infinity, most = Infinity, mostOf } = limits[name] ?? {};
  const value = ofRatio ? figures[name] / figures[of] : figures[name];
  const ceiling = Math.min(most, mostOf?.(figures) ?? Infinity);
  if (Number.isNaN(value) || (least === -Infinity && ceiling === Infinity)) return null;
  return value >= least && value <= ceiling;
}
