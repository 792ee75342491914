/**
 * Resolves after everything that is ready to run has run. A message and not a timer, because timers are
 * what tests replace; not a count of microtasks, because nobody knows how many a promise chain needs.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      // An open port would keep the process alive.
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
