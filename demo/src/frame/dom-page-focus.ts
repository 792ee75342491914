/** Puts the focus on the page's heading when the focused element has gone from the page. */
export function focusPage(): void {
  document.querySelector('h1')?.focus();
}
