import type { Platform } from '@holdfast/core/parts';
import { defaultLimits } from '../outbox/outbox-limits.ts';
import type { QuietTabs } from './quiet-tabs.ts';

/**
 * Asks the Web Locks of the origin. A tab with unsaved work shares a lock, and the update waits until it has that
 * lock alone. A tab that dies gives its share back. Without Web Locks each tab only looks at itself.
 */
export function webQuietTabs(outbox: string, { schedule }: Pick<Platform, 'schedule'>): QuietTabs {
  const { locks } = (globalThis.navigator ?? {}) as { readonly locks?: LockManager };
  const unsaved = `${outbox}:unsaved`;
  const drain = `${outbox}:drain`;

  /** Whether another tab waits for its share. That tab asked after this one, so it would get its share too late. */
  async function isAskedFor(manager: LockManager): Promise<boolean> {
    const { pending = [] } = await manager.query();
    return pending.some(({ name, mode }) => name === unsaved && mode === 'shared');
  }

  async function whenTabsAreQuiet(
    manager: LockManager,
    work: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const isBegun = await manager.request(unsaved, { signal }, async () => {
      if (await isAskedFor(manager)) return false;
      await manager.request(drain, { signal }, work);
      return true;
    });
    if (!isBegun) await whenTabsAreQuiet(manager, work, signal);
  }

  /** The burst of a frozen tab does not end. The frozen tab loses nothing when this one reloads. */
  function whenNothingIsSent(
    manager: LockManager,
    work: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const line = new AbortController();
    const cancel = schedule(defaultLimits.lockWithinMs, () => line.abort());
    signal.addEventListener('abort', () => line.abort());
    const begin = (): Promise<void> => {
      cancel();
      return work();
    };
    return manager.request(drain, { signal: line.signal }, begin).catch(async () => {
      if (!signal.aborted) await begin();
    });
  }

  return {
    hold() {
      let release!: () => void;
      const released = new Promise<void>((resolve) => (release = resolve));
      locks?.request(unsaved, { mode: 'shared' }, () => released).catch(() => {});
      return release;
    },
    whenQuiet(what, work, signal) {
      const wait = what === 'tabs' ? whenTabsAreQuiet : whenNothingIsSent;
      const waited = locks ? wait(locks, work, signal) : work();
      // Some sandboxes have Web Locks and refuse them.
      waited.catch(() => (signal.aborted ? undefined : work()));
    },
  };
}
