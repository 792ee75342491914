'use client';
import { useCallback, useRef, type RefCallback } from 'react';

/**
 * For a button that takes the place of the one that was pressed: `next()` before the press, and the button gets the
 * focus as soon as it is there.
 */
export function useFocusOnShow(): readonly [ref: RefCallback<HTMLElement>, next: () => void] {
  const isWanted = useRef(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element || !isWanted.current) return;
    isWanted.current = false;
    element.focus();
  }, []);
  const next = useCallback(() => void (isWanted.current = true), []);
  return [ref, next];
}
