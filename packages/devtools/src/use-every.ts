'use client';
import type { Platform } from '@holdfast/core/parts';
import { useEffect, useRef, useState } from 'react';

/**
 * A value that follows another at most once in `ms` milliseconds, so what it shows is never older than that. Without a
 * platform it is the value itself.
 */
export function useEvery<T>(
  value: T,
  ms: number,
  platform: Pick<Platform, 'schedule'> | undefined,
): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const cancel = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = value;
    if (!platform || cancel.current || Object.is(value, shown)) return;
    cancel.current = platform.schedule(ms, () => {
      cancel.current = undefined;
      setShown(latest.current);
    });
  }, [value, shown, ms, platform]);
  useEffect(
    () => () => {
      cancel.current?.();
      cancel.current = undefined;
    },
    [platform],
  );
  return platform ? shown : value;
}
