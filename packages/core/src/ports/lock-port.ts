/** Mutual exclusion over every tab and worker of an origin. A holder that dies gives its lock back. */
export interface LockPort {
  /** Waits in line, then holds the lock while `work` runs. An abort leaves the line. */
  hold<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
