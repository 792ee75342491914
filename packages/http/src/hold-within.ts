import { isFailure } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { CONTEXT_INSECURE } from '@holdfast/core/failures';

const areNone = (error: unknown): boolean => isFailure(error, CONTEXT_INSECURE);

export interface HoldWithin {
  /** Resolves when the caller gives up its place in line. The signal aborts when the wait is over. */
  readonly patience: (signal: AbortSignal) => Promise<unknown>;
  /**
   * Whether the work may run without a lock that was refused for this reason. @default only where there are no
   * locks
   */
  readonly without?: (error: unknown) => boolean;
  /** Aborting it leaves the line, and the work is not done. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does work under a lock, or without it where there are no locks and when `patience` is over. A tab that is
 * frozen or hangs keeps its locks for as long as it lives, so no wait for a lock may be endless. The work is
 * done at most once.
 */
export async function holdWithin<T>(
  locks: LockPort | undefined,
  name: string,
  work: () => Promise<T>,
  { patience, signal, without = areNone }: HoldWithin,
): Promise<T | undefined> {
  if (signal?.aborted) return undefined;
  if (!locks) return work();
  const line = new AbortController();
  const waiting = new AbortController();
  const left = new Promise<void>((resolve) => {
    line.signal.addEventListener('abort', () => resolve());
  });
  const leave = (): void => line.abort();
  signal?.addEventListener('abort', leave);
  let own: Promise<T> | undefined;
  const take = async (): Promise<T | undefined> => {
    // A lock that comes too late is given back at once.
    if (!line.signal.aborted) own = work();
    return own;
  };
  const held = (async () => locks.hold(name, take, line.signal))();
  let refused: { readonly error: unknown } | undefined;
  await Promise.race([
    held.catch((error: unknown) => void (refused = { error })),
    patience(waiting.signal).catch(() => left),
    left,
  ]);
  waiting.abort();
  signal?.removeEventListener('abort', leave);
  if (own) return own;
  leave();
  if (refused && !without(refused.error) && !signal?.aborted) throw refused.error;
  return signal?.aborted ? undefined : work();
}
