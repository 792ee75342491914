import { CONTEXT_INSECURE, isFailure, type LockPort } from '@holdfast/core';

const areNone = (error: unknown): boolean => isFailure(error, CONTEXT_INSECURE);

export interface HoldWithin {
  /** Resolves when the place in line is given up. Its signal aborts when nothing is waited for any longer. */
  readonly patience: (signal: AbortSignal) => Promise<unknown>;
  /** Whether a lock that was refused for this reason can be done without. @default where there are none */
  readonly without?: (error: unknown) => boolean;
  /** Leaves the line; the work is not done then. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does work under a lock, or without it: where there are no locks, and when the patience is over. A tab that is frozen or hangs keeps what it holds for as long as it lives, so that no
 * lock may be waited for without end. The work is done once at most.
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
    // A lock that comes after all is given back at once.
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
