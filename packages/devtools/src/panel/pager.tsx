'use client';
import type { ReactElement } from 'react';

interface PagerProps {
  /** The kind of rows, for the name of the group. */
  readonly of: string;
  readonly page: number;
  readonly hasOlder: boolean;
  readonly onPage: (page: number) => void;
}

/** Leads to newer and older rows. Absent when there is one page only. */
export function Pager({ of, page, hasOlder, onPage }: PagerProps): ReactElement | null {
  if (page === 0 && !hasOlder) return null;
  return (
    <nav className="pager" aria-label={`Pages of ${of}`}>
      <button type="button" aria-disabled={page === 0} onClick={() => page > 0 && onPage(page - 1)}>
        Newer
      </button>
      <span>Page {page + 1}</span>
      <button type="button" aria-disabled={!hasOlder} onClick={() => hasOlder && onPage(page + 1)}>
        Older
      </button>
    </nav>
  );
}
