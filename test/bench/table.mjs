const sorted = (times) => [...times].sort((one, other) => one - other);

/** Nearest rank. */
const percentile = (times, share) => sorted(times)[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN;

/** @param rows name and times in ms; @param base what the medians are compared with, or null */
export function printTable(base, rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name, cells) => console.log([name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' '));
  line('', ['n', 'p50', 'p95', 'max', ...(base === null ? [] : ['ratio'])]);
  for (const [name, times] of rows) {
    const figures = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(2));
    const ratio = base === null ? [] : [(percentile(times, 0.5) / percentile(base, 0.5)).toFixed(1)];
    line(name, [String(times.length), ...figures, ...ratio]);
  }
}
