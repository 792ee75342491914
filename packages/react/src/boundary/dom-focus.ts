const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

const CONTROL = 'a[href], button, input, select, textarea';

/** What has the focus; nothing when it is the page itself. */
export function focusedElement(): HTMLElement | null {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body ? activeElement : null;
}

/** Whether an element that had the focus was taken away, and nothing else has it since. */
export function lostFocus(before: HTMLElement | null): boolean {
  return before !== null && !before.isConnected && focusedElement() === null;
}

/** Focuses the first heading inside, or the element itself. */
export function focusHeading(element: HTMLElement | null): void {
  const heading = element?.querySelector<HTMLElement>(HEADING) ?? element;
  if (!heading) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus();
}

/** Which control of an element it is, counted from 0; -1 for none. */
export function positionOf(control: HTMLElement | null, element: HTMLElement | null): number {
  return [...(element?.querySelectorAll<HTMLElement>(CONTROL) ?? [])].findIndex(
    (each) => each === control,
  );
}

/** Focuses the control at a position. Tells whether there was any. */
export function focusPosition(position: number, element: HTMLElement | null): boolean {
  const control = [...(element?.querySelectorAll<HTMLElement>(CONTROL) ?? [])].at(position);
  if (position < 0 || !control) return false;
  control.focus();
  return true;
}

/** Focuses the element that has the id of a lost one. Tells whether there was any. */
export function focusTwin(lost: HTMLElement | null): boolean {
  const twin = lost?.id ? document.getElementById(lost.id) : null;
  twin?.focus();
  return twin !== null && twin === document.activeElement;
}
