import { SHORT_MS, type UnwrittenOptions } from './unless-unwritten.ts';

/** The lock by which a context tells the others of its unwritten changes. */
export interface UnwrittenHold {
  isHeld(): boolean;
  /** Takes the lock. Gives false when another context has it. */
  take(): Promise<boolean>;
  letGo(): void;
}

export function holdUnwritten({ lockName, locks, platform }: UnwrittenOptions): UnwrittenHold {
  let release: (() => void) | undefined;
  return {
    isHeld: () => release !== undefined,
    take() {
      const patience = new AbortController();
      const cancel = platform.schedule(SHORT_MS, () => patience.abort());
      return new Promise<boolean>((resolve) => {
        const untilWritten = (): Promise<void> =>
          new Promise((written) => {
            release = written;
            resolve(true);
          });
        locks.hold(lockName, untilWritten, patience.signal).catch(() => resolve(false));
      }).finally(cancel);
    },
    letGo() {
      release?.();
      release = undefined;
    },
  };
}
