/**
 * Calls when the page is hidden or the user leaves it: the last moments at which a browser lets it work. Phones often
 * report only that it is hidden. Returns the undo. Outside a page it never calls.
 */
export function onPageHide(listener: () => void): () => void {
  const { document, window } = globalThis as {
    readonly document?: EventTarget & { readonly visibilityState: string };
    readonly window?: EventTarget;
  };
  const hidden = (): void => {
    if (document?.visibilityState === 'hidden') listener();
  };
  document?.addEventListener('visibilitychange', hidden);
  window?.addEventListener('pagehide', listener);
  return () => {
    document?.removeEventListener('visibilitychange', hidden);
    window?.removeEventListener('pagehide', listener);
  };
}
