import { isMet, limits } from './limits.mjs';

const heading = ['figure', 'value', 'ratio', 'to', 'limit', ''];

/** A line for each figure: its ratio to another of the same run, the limit beside it, and whether it is met. */
export function printTable(figures) {
  const rows = [heading, ...Object.keys(figures).map((name) => rowOf(name, figures))];
  const widths = heading.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const right = [1, 2];
  for (const row of rows)
    console.log(
      row
        .map((cell, at) => (right.includes(at) ? cell.padStart(widths[at]) : cell.padEnd(widths[at])))
        .join('  ')
        .trimEnd(),
    );
}

function rowOf(name, figures) {
  const { of, ofRatio = false, least, most, also } = limits[name] ?? {};
  const ratio = of !== undefined && figures[of] !== undefined ? figures[name] / figures[of] : null;
  const what = ofRatio ? 'ratio ' : '';
  const limit = [
    least === undefined ? null : `${what}>= ${least.toLocaleString('en')}`,
    most === undefined ? null : `${what}<= ${most.toLocaleString('en')}`,
    also ?? null,
  ].filter((part) => part !== null);
  const met = isMet(name, figures);
  return [
    name,
    shown(figures[name]),
    ratio === null ? '' : ratio.toFixed(2),
    ratio === null ? '' : of,
    limit.join(', '),
    met === null ? '' : met ? 'met' : 'NOT MET',
  ];
}

const shown = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));
