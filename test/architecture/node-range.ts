export type NodeVersion = readonly [major: number, minor: number, patch: number];

/** Whether a version lies within a package's `engines.node`. Throws at a range in words that it does not know. */
export function admits(range: string, version: NodeVersion): boolean {
  return range.split('||').some((alternative) => {
    const comparators = alternative.trim().replace(/>=\s+/g, '>=').split(/\s+/);
    return comparators.map((comparator) => holds(comparator, version)).every(Boolean);
  });
}

function holds(comparator: string, version: NodeVersion): boolean {
  const known = /^(?<sign>\^|>=|)(?<parts>(?:\d+|x|\*)(?:\.(?:\d+|x|\*)){0,2})$/.exec(comparator);
  if (known?.groups === undefined) throw new Error(`a range of Node versions that is not understood: ${comparator}`);
  const { sign, parts = '' } = known.groups;
  const given = parts
    .split('.')
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
  if (sign === '') return given.every((part, place) => version[place] === part);
  const difference = given.map((part, place) => (version[place] ?? 0) - part).find((part) => part !== 0) ?? 0;
  return difference >= 0 && (sign === '>=' || version[0] === given[0]);
}
