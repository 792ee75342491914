const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"], [data-hf-focus]';

/**
 * Moves the focus out of an element that is about to leave the page: to the nearest heading around it. Does nothing
 * when the focus is elsewhere.
 */
export function handOnFocus(leaving: Element | null): void {
  if (!leaving?.contains(leaving.ownerDocument.activeElement)) return;
  for (let around = leaving.parentElement; around; around = around.parentElement) {
    const headings = [...around.querySelectorAll<HTMLElement>(HEADING)];
    const heading = headings.find((one) => !leaving.contains(one));
    if (!heading) continue;
    if (!heading.hasAttribute('tabindex')) heading.setAttribute('tabindex', '-1');
    heading.focus();
    return;
  }
}
