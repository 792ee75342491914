/** Makes the browser ask the user before they leave the page, until the caller calls the returned function. */
export function askBeforeLeaving(): () => void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- a listener of its own for each caller: the browser keeps the same one only once
  const ask = (event: Event): void => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}
