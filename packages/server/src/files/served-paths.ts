/** The name of a source map, or of one that has been compressed. */
const MAP = /\.map(?:\.(?:br|gz))?$/i;
const COMMENT = /[#@]\s*sourceMappingURL=[ \t]*([^\s'"*]+)/g;
const IN_STYLE = /\/\*[#@]\s*sourceMappingURL=\s*data:[^]*?\*\//gi;
// A script may hold the beginning of such a comment in a text, to write one itself. `${` and quotes show this.
const IN_SCRIPT = [
  /^[ \t]*\/\/[#@][ \t]*sourceMappingURL=[ \t]*data:(?:(?!\$\{)[^`\r\n])*$/gim,
  /\/\/[#@][ \t]*sourceMappingURL=[ \t]*data:[^\s"'`{]+[ \t]*$/gim,
  /\/\*[#@]\s*sourceMappingURL=\s*data:[^\s"'`*{]+\s*\*\//gi,
] as const;

/** Whether the name of a file allows serving it: it is no source map, and no name on its path begins with a dot. */
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
export function withoutInlineMap(path: string, text: string): string {
  const comments = /\.css$/i.test(path) ? [IN_STYLE] : IN_SCRIPT;
  let left = text;
  for (const comment of comments) left = left.replaceAll(comment, '');
  return left;
}

/** The path that a URL means; `undefined` when it means none. */
export function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
