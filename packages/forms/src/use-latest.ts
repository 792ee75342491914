'use client';
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** The value of the newest render, for effects and callbacks that must not depend on it. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
