import type { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import type { Backoff } from '@holdfast/core/policies';

export interface ResumeAttempt {
  /** 1 for the first after a good connection. */
  readonly attempt: number;
  /** What was waited before, in milliseconds. */
  readonly previousMs: number;
  /** What the stream itself asked readers to wait, in milliseconds. */
  readonly hintedMs: number;
}

export interface ResumeDelay {
  /** The server's word: nothing comes sooner. */
  readonly hintMs: number;
  /** Ours, on top of it: may be cut short. */
  readonly backoffMs: number;
}

/** How long to wait before a stream is asked for again, or `undefined` when the server wants too much. */
export function resumeDelay(
  { retry, retryAfterMs }: Pick<Failure, 'retry' | 'retryAfterMs'>,
  { attempt, previousMs, hintedMs }: ResumeAttempt,
  { backoff, maxHintMs }: { readonly backoff: Backoff; readonly maxHintMs: number },
  { random }: Pick<Platform, 'random'>,
): ResumeDelay | undefined {
  const hintMs = retryAfterMs ?? Math.min(hintedMs, maxHintMs);
  if (hintMs > maxHintMs) return undefined;
  // At once is for the first time; what fails again and again is left alone like anything else.
  const isAtOnce = retry !== 'later' && attempt === 1;
  return { hintMs, backoffMs: isAtOnce ? 0 : Math.ceil(backoff(attempt, random, previousMs)) };
}
