/** The id that a server gave to the thing that an entry created. */
export type RealId = string | number;

/** An id as it can stand in a URL and in JSON; `undefined` for anything else. */
export function parseRealId(value: unknown): RealId | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  // One or two dots would change the path, and half of a pair of surrogates is no character.
  return typeof value === 'string' && /^(?!\.{0,2}$)\P{Surrogate}+$/u.test(value)
    ? value
    : undefined;
}

/** The id at a JSON pointer (RFC 6901) of an answer; `undefined` when there is none that can be used. */
export function realIdAt(answer: unknown, pointer: string): RealId | undefined {
  let value = answer;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(Object(value) as object, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return parseRealId(value);
}
