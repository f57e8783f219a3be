/** The function, which makes its value once of each object and keeps it for as long as the object is. Only of objects that never change,
 *  as the states of requests are. */
export function onceEach<Of extends object, Value>(make: (of: Of) => Value): (of: Of) => Value {
  const made = new WeakMap<Of, { readonly value: Value }>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known.value;
    const value = make(of);
    made.set(of, { value });
    return value;
  };
}
