/**
 * Calls when the page is hidden or left: the last moments at which a browser lets it work. Phones often
 * tell only the first. Returns its undo.
 */
export function onPageHide(listener: () => void): () => void {
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
