type View = Readonly<Record<string, unknown>>;

/** Exactly the fields in which two views of a request differ, as they were and as they are. Before the first there was an empty one. */
export function changesBetween(before: View, after: View): { readonly before: View; readonly after: View } {
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const pick = (view: View): View =>
    Object.fromEntries(names.filter((name) => name in view).map((name) => [name, view[name]]));
  return { before: pick(before), after: pick(after) };
}
