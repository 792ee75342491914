'use client';
import { useEffect, useState, type RefObject } from 'react';

/** The width of an element in steps of 40 pixels, so that a little more room does not draw everything anew. */
export function useWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const look = (): void => setWidth(Math.max(280, Math.floor(current.clientWidth / 40) * 40));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
