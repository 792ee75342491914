/**
 * Resolves when everything that is ready to run in this process has run: all chains of promises, however long.
 * Many worlds may wait for the same turn, and each is then alone until it waits again.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
