import type { Page, Worker } from '@playwright/test';

/** A tab or a worker that can hold a lock. */
export type Context = Pick<Page, 'evaluate'> | Pick<Worker, 'evaluate'>;

export interface LockLine {
  readonly holder: string | undefined;
  /** The first in line comes first. */
  readonly waiting: readonly string[];
}

/** The id by which the browser's list of locks names this tab or worker. */
export function lockIdOf(context: Context): Promise<string | undefined> {
  return (context as Page).evaluate(() =>
    navigator.locks.request(`who-am-i-${Math.random()}`, async (mine) => {
      const { held = [] } = await navigator.locks.query();
      return held.find(({ name }) => name === mine?.name)?.clientId;
    }),
  );
}

/** The tabs and workers that hold the lock of this name now, and those that wait for it. */
export function lockLine(context: Context, name: string): Promise<LockLine> {
  return (context as Page).evaluate(async (wanted) => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const ids = (locks: LockInfo[]) =>
      locks.filter((lock) => lock.name === wanted).map(({ clientId = '' }) => clientId);
    return { holder: ids(held)[0], waiting: ids(pending) };
  }, name);
}
