/**
 * Calls when the page is hidden or left: the last moments at which a browser lets it work. Phones often
 * tell only the first. Returns its undo.
 */
export function onPageHide(listener: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') listener();
  };
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', listener);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', listener);
  };
}
