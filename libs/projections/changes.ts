type View = Readonly<Record<string, unknown>>;

/** Exactly the fields in which two views of a request differ, as they were and as they are. `before` null: there was none. */
export function changesBetween(before: View | null, after: View): { readonly before: View; readonly after: View } {
  const was = before ?? {};
  const names = Object.keys(after).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(after[name]));
  const pick = (view: View): View =>
    Object.fromEntries(names.filter((name) => name in view).map((name) => [name, view[name]]));
  return { before: pick(was), after: pick(after) };
}
