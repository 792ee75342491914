import { isFailure } from '@holdfast/core';
import { afterCrash, type Platform, type RestartState } from '@holdfast/core/parts';
import { equalJitter, exponentialBackoff } from '@holdfast/core/policies';

const MAX_RESTARTS = 3;

export interface Registering {
  /** Registers the worker; resolves when one is active. */
  readonly register: () => Promise<void>;
  readonly tell: (restart: RestartState) => void;
  readonly platform: Pick<Platform, 'schedule' | 'random'>;
}

/**
 * Registers the first worker of an app again, three times at most, when it did not become active: a page without a
 * worker has no outbox in the background until its next visit. Does nothing where the browser gives no worker. Returns
 * the function that stops it.
 */
export function registerAgain(
  { register, tell, platform }: Registering,
  failure: unknown,
): () => void {
  // The page sends its own requests first, and works without a worker meanwhile.
  const backoff = exponentialBackoff({ firstMs: 10_000, maxMs: 120_000, jitter: equalJitter });
  let cancel: (() => void) | undefined;
  let isOver = isHopeless(failure);
  const next = (inRow: number, why: unknown): void => {
    if (isOver) return;
    const most = isHopeless(why) ? 0 : MAX_RESTARTS;
    const restart = afterCrash(inRow, most, (attempt) => backoff(attempt, platform.random, 0));
    tell(restart);
    if (restart.state === 'given-up') return;
    cancel = platform.schedule(restart.delayMs, () => void tryAgain(restart.attempt));
  };
  const tryAgain = async (attempt: number): Promise<void> => {
    try {
      await register();
    } catch (again) {
      next(attempt, again);
      return;
    }
    if (!isOver) tell({ state: 'healthy', attempt: 0 });
  };
  next(0, failure);
  return () => {
    isOver = true;
    cancel?.();
  };
}

function isHopeless(failure: unknown): boolean {
  return isFailure(failure) && failure.retry === 'never';
}
