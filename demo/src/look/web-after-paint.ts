/**
 * Resolves when the browser has painted what is rendered now, so that a part of the page which comes next takes no time
 * from it. A hidden page paints nothing, and resolves at once.
 */
export function afterPaint(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
