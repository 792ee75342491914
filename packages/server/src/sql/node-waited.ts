/**
 * How long the event loop of this process has waited for something to happen, in milliseconds. A process that
 * is busy, or gets no time of a busy machine, waits for nothing. On a host that cannot tell (Bun) it is always 0, so
 * no advice comes from it.
 */
export function loopWaitedMs(): number {
  const host = performance as Partial<Pick<typeof performance, 'eventLoopUtilization'>>;
  return host.eventLoopUtilization?.().idle ?? 0;
}
