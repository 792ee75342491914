import { inspectText } from './inspect-text.ts';
import type { Finding } from './rule.ts';

/**
 * The first sign of an attack in where a request goes and what it says about itself: path, query and
 * headers. The body is looked at by `inspectJson`, once it has been read within its limits.
 */
export function inspectRequest({ url, headers }: Request): Finding | undefined {
  const { pathname, searchParams } = new URL(url);
  const texts = [pathname, ...pathname.split('/'), ...[...searchParams].flat()];
  for (const text of [...texts, ...headers.values()]) {
    const finding = inspectText(text, 'address');
    if (finding) return finding;
  }
  return undefined;
}
