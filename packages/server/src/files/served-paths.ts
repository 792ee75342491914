/** The name of a source map, or of one that has been compressed. */
const MAP = /\.map(?:\.(?:br|gz))?$/i;
const COMMENT = /[#@]\s*sourceMappingURL=([^\s'"*]+)/g;
const INLINE = /(?:\/\/|\/\*)[#@]\s*sourceMappingURL=data:[^\s'"*]+(?:\s*\*\/)?/g;

/** Whether a file may be served by its name: no source map, and nothing that a dot hides. */
export function isServedName(path: string): boolean {
  const isHidden = path
    .split('/')
    .some((segment) => segment.startsWith('.') && segment !== '.well-known');
  return !isHidden && !MAP.test(path);
}

/** The paths that the comments of a script or a style sheet name as its source maps. */
export function sourceMapsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(COMMENT)].flatMap(([, target = '']) => {
    const base = `http://files${encodeURI(path)}`;
    if (!URL.canParse(target, base)) return [];
    const { host, pathname } = new URL(target, base);
    return host === 'files' ? [decoded(pathname) ?? pathname] : [];
  });
}

/** A script or a style sheet without the source map that is written into it. */
export function withoutInlineMap(text: string): string {
  return text.replaceAll(INLINE, '');
}

/** The path that a URL means; `undefined` when it means none. */
export function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
