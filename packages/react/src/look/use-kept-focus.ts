'use client';
import { useCallback, useRef, type RefCallback } from 'react';
import { handOnFocus } from './dom-keep-focus.ts';

/** When the element leaves the page with the focus inside, the nearest heading around it gets the focus. */
export function useKeptFocus<TElement extends Element>(): RefCallback<TElement> {
  const shown = useRef<TElement | null>(null);
  return useCallback((element: TElement | null) => {
    // React takes the element out of the page after this call.
    if (!element) handOnFocus(shown.current);
    shown.current = element;
  }, []);
}
