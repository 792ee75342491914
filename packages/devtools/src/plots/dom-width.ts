'use client';
import { useCallback, useState } from 'react';

const CAN_MEASURE = typeof ResizeObserver !== 'undefined';

/** The width of an element, as it changes; 0 until it is known. Give the function as its `ref`. */
export function useWidth(): readonly [(element: Element | null) => void, number] {
  const [width, setWidth] = useState(CAN_MEASURE ? 0 : 320);
  const [observer] = useState(() =>
    CAN_MEASURE
      ? new ResizeObserver(([entry]) => {
          if (entry) setWidth(Math.round(entry.contentRect.width));
        })
      : undefined,
  );
  const ref = useCallback(
    (element: Element | null) => {
      observer?.disconnect();
      if (element) observer?.observe(element);
    },
    [observer],
  );
  return [ref, width];
}
