'use client';
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Safari forgets that a table is one when its rows are laid out as blocks. */
import { memo, type ReactElement, type ReactNode } from 'react';
import { useSeenRows } from './dom-seen-rows.ts';

/**
 * The width of each kind of column. No width depends on a content, so the browser lays out a row without the others,
 * and no row that is out of sight.
 */
const WIDTHS = {
  name: 'minmax(0, 2fr)',
  text: 'minmax(0, 5fr)',
  time: '86px',
  number: '64px',
  incident: '74px',
  actions: '250px',
} as const;

export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** @default name */
  readonly look?: keyof typeof WIDTHS | undefined;
}

interface DataTableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** What a row out of sight shows meanwhile, by place, so that a list that moves on costs little. @default `rows` */
  readonly later?: readonly T[] | undefined;
  /** @default the place of the row: a list that moves on then only changes texts, which costs a tenth of new rows */
  readonly keyOf?: (row: T) => string | number;
  /** Shown in place of a table without rows. */
  readonly empty: string;
}

/** A table that becomes a list of lines where there is no room. The roles keep it a table for screen readers. */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { caption, columns, rows, later, keyOf, empty } = props;
  const [body, seen] = useSeenRows(later ? rows.length : 0);
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    <table
      role="table"
      aria-label={caption}
      style={{ '--columns': columns.map(({ look = 'name' }) => WIDTHS[look]).join(' ') } as object}
    >
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ head, look }) => (
            <th key={head} role="columnheader" scope="col" data-look={look}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {rows.map((row, place) => {
          const isSeen = !seen || seen.has(place);
          const shown = isSeen ? row : (later?.[place] ?? row);
          return <Row key={keyOf ? keyOf(row) : place} columns={columns} row={shown} />;
        })}
      </tbody>
    </table>
  );
}

interface RowProps<T> {
  readonly columns: readonly Column<T>[];
  readonly row: T;
}

const Row = memo(function Row<T>({ columns, row }: RowProps<T>): ReactElement {
  return (
    <tr role="row">
      {columns.map(({ head, cell, look }) => (
        <td key={head} role="cell" data-head={head} data-look={look}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}) as <T>(props: RowProps<T>) => ReactElement;
