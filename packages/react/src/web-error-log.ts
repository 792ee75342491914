/** What React itself does with an error when no root handler is given; ours would silence it. */
export function logCaught(error: unknown): void {
  // oxlint-disable-next-line no-console -- this is the console adapter
  console.error(error);
}

/** Hands an error to the window, as if no boundary had caught it. */
export function throwToWindow(error: unknown): void {
  reportError(error);
}
