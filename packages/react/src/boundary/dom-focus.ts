const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

const CONTROL = 'a[href], button, input, select, textarea';

/** The element that has the focus; `null` when it is the page itself. */
export function focusedElement(): HTMLElement | null {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body ? activeElement : null;
}

/** Whether the focused element was removed from the page, and no other element has taken the focus since then. */
export function lostFocus(before: HTMLElement | null): boolean {
  return before !== null && !before.isConnected && !focusedElement();
}

/** Focuses the first heading inside, or the element itself. */
export function focusHeading(element: HTMLElement | null): void {
  const heading = element?.querySelector<HTMLElement>(HEADING) ?? element;
  if (!heading?.hasAttribute('tabindex')) heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

const controlsIn = (element: HTMLElement | null): readonly (HTMLElement | null)[] => [
  ...(element?.querySelectorAll<HTMLElement>(CONTROL) ?? []),
];

/** The position of a control among the controls of an element, counted from 0; -1 when it is none of them. */
export function positionOf(control: HTMLElement | null, element: HTMLElement | null): number {
  return controlsIn(element).indexOf(control);
}

/** Focuses the control at a position. Gives whether there is one. */
export function focusPosition(position: number, element: HTMLElement | null): boolean {
  const control = controlsIn(element)[position];
  control?.focus();
  return !!control;
}

/** Focuses the element that has the id of a lost one. Gives whether it has the focus now. */
export function focusTwin(lost: HTMLElement | null): boolean {
  const twin = lost?.id ? document.getElementById(lost.id) : null;
  twin?.focus();
  return !!twin && twin === document.activeElement;
}
