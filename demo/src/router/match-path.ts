/** The named parts of an address, such as the `id` of `/stories/:id`. */
export type Params = Readonly<Record<string, string>>;

/**
 * The parts of an address that fits the pattern, decoded; nothing where it does not fit. Upper and lower case are the
 * same, and a slash at the end changes nothing.
 */
export function matchPath(pattern: string, pathname: string): Params | undefined {
  const names = partsOf(pattern);
  const parts = partsOf(pathname).map(decoded);
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith(':') && part !== '') params[name.slice(1)] = part;
    else if (name.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return params;
}

const partsOf = (path: string): readonly string[] => path.replace(/^\/|\/+$/g, '').split('/');

/** An address that was typed by hand may hold a `%` that encodes nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
