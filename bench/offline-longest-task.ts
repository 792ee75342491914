/** Measures the longest time for which the page could not handle a message. Returns the end of the measuring. */
export function watchTasks(): () => number {
  const { port1, port2 } = new MessageChannel();
  let longestMs = 0;
  let before = performance.now();
  port1.addEventListener('message', () => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - before);
    before = now;
    port2.postMessage('next', []);
  });
  port1.start();
  port2.postMessage('first', []);
  return () => {
    longestMs = Math.max(longestMs, performance.now() - before);
    port1.close();
    return longestMs;
  };
}
