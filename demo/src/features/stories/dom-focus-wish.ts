/** Puts the focus into the field of the wish, or on the heading of a page without one. */
export function focusWish(): void {
  (document.querySelector<HTMLElement>('.ask textarea') ?? document.querySelector('h1'))?.focus();
}
