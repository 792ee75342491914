/** The browser asks before the page is left, until the returned function is called. */
export function askBeforeLeaving(): () => void {
  if (typeof addEventListener === 'undefined') return () => {};
  const ask = (event: Event): void => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
