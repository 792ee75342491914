'use client';
import { useEffect, useRef } from 'react';
import { useLatest } from './use-latest.ts';

/** Runs the newest `work` after a render that has another value than the render before it. */
export function useOnChange(value: unknown, work: () => void): void {
  const seen = useRef(value);
  const latest = useLatest(work);
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    latest.current();
  }, [value, latest]);
}
