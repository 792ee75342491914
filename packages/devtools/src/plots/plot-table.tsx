'use client';
import { useState, type ReactElement } from 'react';
import { DataTable } from '../panel/data-table.tsx';
import { pageOf } from '../panel/page-of.ts';
import { Pager } from '../panel/pager.tsx';
import { clockOf } from '../panel/time-of.ts';
import type { Second } from '../recording/recording.ts';
import type { Series } from './series.ts';

interface PlotTableProps {
  readonly title: string;
  readonly seconds: readonly Second[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

/** The data of a plot as a table, the newest second first. A closed table is not in the page at all. */
export function PlotTable({ title, seconds, series, format }: PlotTableProps): ReactElement {
  const [kept, setKept] = useState<readonly Second[]>();
  const [page, setPage] = useState(0);
  const { rows, hasOlder } = pageOf(kept ?? [], () => true, page);
  const name = `${title}, as a table`;
  return (
    <details
      onToggle={({ currentTarget }) => {
        // The table stands still, because a user cannot read a table that changes.
        setKept(currentTarget.open ? seconds : undefined);
        setPage(0);
      }}
    >
      <summary>
        As a table<span className="gone">: {title}</span>
      </summary>
      {kept && (
        <>
          <DataTable
            caption={name}
            columns={[
              { head: 'Second', cell: ({ at }: Second) => clockOf(at), look: 'time' },
              ...series.map(({ name: head, valueOf }) => ({
                head,
                cell: (second: Second) => format(valueOf(second)),
                look: 'number' as const,
              })),
            ]}
            rows={rows}
            keyOf={({ at }) => at}
            empty="Nothing has happened yet."
          />
          <Pager of={name} page={page} hasOlder={hasOlder} onPage={setPage} />
        </>
      )}
    </details>
  );
}
