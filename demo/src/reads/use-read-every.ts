'use client';
import type { ReadOperation } from '@holdfast/core';
import type { InputArguments } from '@holdfast/core/parts';
import { useNow, useRead, type ReadResult } from '@holdfast/react';
import { useEffect, useRef } from 'react';

/** A read that is asked when its screen opens, and again every `everyMs` while the page is shown. */
export function useReadEvery<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  everyMs: number,
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  ...input: InputArguments<TInput>
): ReadResult<TOutput> {
  const { state, refresh } = useRead(operation, ...input);
  const now = useNow({ everyMs });
  // `useRead` asks when the screen opens and when the input changes.
  const askedAt = useRef(now);
  useEffect(() => {
    if (now === askedAt.current) return;
    askedAt.current = now;
    void refresh();
  }, [now, refresh]);
  return { state, refresh };
}
