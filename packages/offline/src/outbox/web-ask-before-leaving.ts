/** The browser asks before the page is left, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  if (typeof addEventListener === 'undefined') return () => {};
  // A listener of its own for each caller, because the browser would keep the same listener only once.
  const ask = (event: Event): void => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
