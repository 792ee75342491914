import type { LockPort } from '@holdfast/core';

/** Does work when no other tab does it. Where there are no locks, there is no line to wait in. */
export async function inLine(
  locks: LockPort | undefined,
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  let isOurs = false;
  const once = (): Promise<void> => {
    isOurs = true;
    return work();
  };
  await locks?.hold(name, once, signal).catch(() => {});
  if (!isOurs && !signal.aborted) await work();
}
