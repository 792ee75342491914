'use client';
import { useCallback, useEffect, useRef } from 'react';
import { domPress, type Press } from './dom-press.ts';

/**
 * Gives a function that runs work now or, while a pointer presses on the page, when the pointer is released or
 * cancelled. What a field says when the user leaves it would otherwise move the button away from under the pointer
 * that made the user leave, and the button would never hear of its press.
 */
export function useWhenReleased(): Press['whenReleased'] {
  const press = useRef<Press>(undefined);
  useEffect(() => {
    const started = domPress();
    press.current = started;
    return () => {
      press.current = undefined;
      started.stop();
    };
  }, []);
  return useCallback((work) => {
    if (press.current) press.current.whenReleased(work);
    else work();
  }, []);
}
