'use client';
import { useId, type ReactElement, type ReactNode } from 'react';

interface LinesTableProps {
  readonly title: string;
  /** What the page says in place of a table without lines. */
  readonly none: string;
  readonly columns: readonly string[];
  /** The cells of each line. The first ones are texts, and the last `numbers` are numbers. */
  readonly lines: readonly (readonly ReactNode[])[];
  readonly numbers: number;
}

/** A table with its heading, for the screen and for paper. */
export function LinesTable(props: LinesTableProps): ReactElement {
  const { title, none, columns, lines, numbers } = props;
  const id = useId();
  const look = (column: number): string | undefined =>
    column >= columns.length - numbers ? 'number' : undefined;
  return (
    <div className="stack report-part">
      <h2 id={id}>{title}</h2>
      {lines.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        // It scrolls on a phone, so a keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="report-table" aria-labelledby={id} tabIndex={0}>
          <table className="lines">
            <thead>
              <tr>
                {columns.map((column, at) => (
                  <th key={column} scope="col" className={look(at)}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((cells, line) => (
                // The lines of a report never move.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={line}>
                  {cells.map((cell, at) =>
                    at === 0 ? (
                      <th key={columns[at]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={columns[at]} className={look(at)}>
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
