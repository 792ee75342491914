/**
 * Puts a text before the title of the page. Returns its undo, which does not touch a title that the app has set since
 * then.
 */
export function prefixTitle(prefix: string): () => void {
  if (typeof document === 'undefined' || document.title.startsWith(prefix)) return () => {};
  document.title = prefix + document.title;
  return () => {
    if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
  };
}
