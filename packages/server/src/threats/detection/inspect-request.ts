import { inspectText } from './inspect-text.ts';
import type { Finding } from './rule.ts';

// A browser adds these by itself: the page's address and what pages have stored. Somebody's own words may
// be in both, and would count anew with every request.
const ADDED_BY_BROWSERS: ReadonlySet<string> = new Set(['cookie', 'referer']);

/**
 * The first sign of an attack in where a request goes and what it says about itself: path, query and
 * headers, `Cookie` and `Referer` left out. The body is looked at by `inspectJson`, once it has been read
 * within its limits.
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
