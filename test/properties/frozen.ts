/** The value, with everything in it made unchangeable: whoever tries to change it throws. */
export function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value;
  frozen.add(value);
  Object.freeze(value);
  for (const member of Object.values(value)) deepFrozen(member);
  return value;
}

const frozen = new WeakSet<object>();
