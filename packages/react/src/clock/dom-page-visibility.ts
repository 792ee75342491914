/** Whether the user can see the page. A host without pages counts as shown. */
export function isPageShown(): boolean {
  return globalThis.document?.visibilityState !== 'hidden';
}

/** Calls when the page is shown or hidden, until the returned function is called. */
export function onPageVisibility(listener: () => void): () => void {
  const page = globalThis.document;
  page?.addEventListener('visibilitychange', listener);
  return () => page?.removeEventListener('visibilitychange', listener);
}
