import fc from 'fast-check';

/** A row in which something, at any depth, is not what this code wrote. */
export function spoilt(whole: object): fc.Arbitrary<unknown> {
  const paths: (readonly string[])[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) walk(member, [...path, name]);
  };
  walk(whole, []);
  const strange = fc.oneof(
    fc.constantFrom(undefined, null, Number.NaN, Infinity, -1, 2 ** 60, '', 'text', '\uD800', true),
    fc.constantFrom<unknown>([], {}, new Date(0), new Map(), new Uint8Array(2), 7n),
    fc.anything(),
  );
  const change = fc.tuple(fc.constantFrom(...paths), fc.option(strange));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const row = structuredClone(whole) as Record<string, unknown>;
    for (const [path, value] of changes) {
      let at: Record<string, unknown> | undefined = row;
      for (const name of path.slice(0, -1)) {
        const next: unknown = at?.[name];
        // Bytes hold numbers only.
        const isOpen = typeof next === 'object' && next !== null && !ArrayBuffer.isView(next);
        at = isOpen ? (next as typeof at) : undefined;
      }
      const last = path.at(-1)!;
      if (at && value === null) Reflect.deleteProperty(at, last);
      else if (at)
        Reflect.defineProperty(at, last, { value, enumerable: true, configurable: true });
    }
    return row;
  });
}
