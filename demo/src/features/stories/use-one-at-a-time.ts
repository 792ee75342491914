import { useCallback, useRef } from 'react';

/**
 * Runs one piece of work at a time: a call while the last one still runs does nothing. The second press of a quick
 * double press comes before the page has rendered anew, so a busy button cannot refuse it.
 */
export function useOneAtATime(): (work: () => Promise<unknown>) => void {
  const isRunning = useRef(false);
  return useCallback((work) => {
    if (isRunning.current) return;
    isRunning.current = true;
    const end = (): void => {
      isRunning.current = false;
    };
    void work().then(end, end);
  }, []);
}
