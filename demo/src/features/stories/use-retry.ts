'use client';
import type { Failure } from '@holdfast/core';
import { useHoldfast, useRetryCountdown } from '@holdfast/react';
import { useEffect, useState } from 'react';

/** After this many attempts in a row the page asks the writer, also if Fireside may retry by itself. */
const MOST_ATTEMPTS = 4;
/** The pause where the server names none; each further attempt waits twice as long. */
const FIRST_PAUSE_MS = 10_000;

interface Retry {
  /** Whole seconds until the next attempt may be made; 0 when it may be made now. */
  readonly seconds: number;
  /** Whether Fireside makes it. Otherwise the writer does. */
  readonly isAutomatic: boolean;
}

/** Says when a refused generation can be asked for again, and asks by itself if the writer wants that. */
export function useRetry(
  failure: Failure | undefined,
  wantsAutomatic: boolean,
  again: () => void,
): Retry {
  const { platform } = useHoldfast();
  const [told, setTold] = useState<{ failure: Failure; at: number; attempts: number }>();
  if (failure && failure !== told?.failure) {
    const attempts = (told?.attempts ?? 0) + 1;
    const pauseMs = failure.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (attempts - 1);
    setTold({ failure, attempts, at: platform.now() + pauseMs });
  }
  const canHelp = failure !== undefined && failure.retry !== 'never';
  const isAutomatic = wantsAutomatic && canHelp && (told?.attempts ?? 0) < MOST_ATTEMPTS;
  const hasPause = canHelp && (isAutomatic || failure.retryAfterMs !== undefined);
  const at = hasPause ? told?.at : undefined;
  const seconds = useRetryCountdown(at);
  const isDue = isAutomatic && at !== undefined && seconds === 0;
  useEffect(() => {
    if (isDue) again();
    // It is due once for each failure.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isDue, failure]);
  return { seconds, isAutomatic };
}
