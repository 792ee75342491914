import { inspectText } from './inspect-text.ts';
import type { Finding } from './rule.ts';

// A browser adds these by itself: the address of the page and the cookies of the site. A user's own words may be in
// both, and would count anew with every request.
const ADDED_BY_BROWSERS: ReadonlySet<string> = new Set(['cookie', 'referer']);

/**
 * Finds the first sign of an attack in path, query and headers of a request, without `Cookie` and `Referer`.
 * `inspectJson` looks at the body, once it has been read within its limits.
 */
export function inspectRequest({ url, headers }: Request): Finding | undefined {
  const { pathname, searchParams } = new URL(url);
  const said = [...headers].flatMap(([name, value]) =>
    ADDED_BY_BROWSERS.has(name) ? [] : [value],
  );
  const texts = [pathname, ...pathname.split('/'), ...[...searchParams].flat(), ...said];
  for (const text of texts) {
    const finding = inspectText(text, 'address');
    if (finding) return finding;
  }
  return undefined;
}
