/** Warns the developer in the console. */
export function webWarn(advice: string): void {
  // oxlint-disable-next-line no-console -- warnings belong in the console
  console.warn(advice);
}
