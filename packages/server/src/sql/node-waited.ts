/**
 * How long the event loop of this process has waited for something to happen, in milliseconds. A process that
 * is busy, or gets no time of a busy machine, waits for nothing.
 */
export function loopWaitedMs(): number {
  return performance.eventLoopUtilization().idle;
}
