'use client';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * The places of the rows that are on the screen, or nearly. `undefined` while it is not known. Give the reference to the
 * body of the table.
 */
export function useSeenRows(
  count: number,
): readonly [RefObject<HTMLTableSectionElement | null>, ReadonlySet<number> | undefined] {
  const body = useRef<HTMLTableSectionElement>(null);
  const [seen, setSeen] = useState<ReadonlySet<number>>();
  useLayoutEffect(() => {
    if (typeof IntersectionObserver === 'undefined' || !body.current) return;
    const told = (entries: readonly IntersectionObserverEntry[]): void =>
      setSeen((before) => {
        const next = new Set(before);
        for (const { target, isIntersecting } of entries) {
          const { sectionRowIndex } = target as HTMLTableRowElement;
          if (isIntersecting) next.add(sectionRowIndex);
          else next.delete(sectionRowIndex);
        }
        return next;
      });
    const observer = new IntersectionObserver(told);
    for (const row of body.current.rows) observer.observe(row);
    return () => observer.disconnect();
  }, [count]);
  return [body, seen];
}
