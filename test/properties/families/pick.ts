export const pick = <T>(from: readonly T[], twist: number): T => {
  const found = from[twist % from.length];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
