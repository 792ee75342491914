/** Warns the developer in the console. */
export function webWarn(advice: string): void {
  // oxlint-disable-next-line no-console -- it is what a console is for
  console.warn(advice);
}
