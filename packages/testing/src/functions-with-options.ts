const OPTIONS = /\{|\b(?:options|given|own)\b/;

/**
 * The names of the exported functions that take options: one parameter is called `options`, `given` or `own`, or is
 * destructured. A test compares them with its table, so that it fails for a factory without a row.
 */
export function functionsWithOptions(...entries: readonly object[]): readonly string[] {
  const named = entries.flatMap((entry) => Object.entries(entry) as [string, unknown][]);
  return named
    .filter(([, value]) => typeof value === 'function' && OPTIONS.test(parametersOf(String(value))))
    .map(([name]) => name);
}

/** The text between the first parenthesis and the one that closes it. A class has none that counts. */
function parametersOf(source: string): string {
  if (source.startsWith('class')) return '';
  const start = source.indexOf('(');
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source[at] === '(') depth++;
    if (source[at] === ')' && --depth === 0) return source.slice(start, at);
  }
  return '';
}
