/**
 * Resolves after everything that is ready to run has run. It uses a message and not a timer, because tests
 * replace timers. It does not count microtasks, because a promise chain may need any number of them.
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
