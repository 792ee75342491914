import fc from 'fast-check';

/** Any tree of values that a browser can keep, with text in any script and lone surrogates. */
export function storableValue(): fc.Arbitrary<unknown> {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('\ud83d', '\udd25', '\0', '$'), fc.string()),
  });
  const bytes = fc.uint8Array({ maxLength: 12 });
  const leaf = fc.oneof(
    fc.constantFrom(undefined, null, true, false, -0, Number.NaN, Infinity, -Infinity),
    fc.double(),
    fc.bigInt(),
    text,
    fc.date({ noInvalidDate: false }),
    bytes,
    bytes.map(({ buffer }) => buffer),
    bytes.map(({ buffer }) => new DataView(buffer)),
    fc.float32Array({ maxLength: 4 }),
    fc.bigInt64Array({ maxLength: 4 }),
    fc.constantFrom(/a[b-z]+/giu, new Error('no'), new RangeError('out'), Object(1), Object('a')),
  );
  return fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '$')), tie('tree'), {
        maxKeys: 4,
      }),
      fc.array(fc.tuple(tie('tree'), tie('tree')), { maxLength: 3 }).map((pairs) => new Map(pairs)),
      fc.array(tie('tree'), { maxLength: 3 }).map((items) => new Set(items)),
    ),
  })).tree;
}
