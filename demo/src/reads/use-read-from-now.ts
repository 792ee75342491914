'use client';
import type { ReadOperation } from '@holdfast/core';
import { useRead, type ReadResult } from '@holdfast/react';
import { useEffect, useState } from 'react';

/**
 * A read that starts after the component appeared. Until it has come back there is no value. `useRead` also takes an
 * answer that another component got up to five seconds ago. A conflict would then show the version from before the
 * save that it is about, as if that were the other one.
 */
export function useReadFromNow<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
  operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
  input: NoInfer<TInput>,
): ReadResult<TOutput> {
  const { state, refresh } = useRead(operation, input);
  const [read, setRead] = useState<typeof refresh>();
  useEffect(() => {
    let isShown = true;
    const readAnew = async (): Promise<void> => {
      await refresh();
      if (isShown) setRead(() => refresh);
    };
    void readAnew();
    return () => {
      isShown = false;
    };
  }, [refresh]);
  return { state: read === refresh ? state : { kind: 'idle' }, refresh };
}
