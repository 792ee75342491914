'use client';
import { useState, type ReactElement } from 'react';
import { useText } from '../../../words/use-text.ts';
import { words } from '../words.ts';
import type { PlotData } from './series.ts';

interface PlotTableProps {
  readonly title: string;
  readonly data: PlotData;
  readonly time: (at: number) => string;
}

/** The same values as a table, the latest first. The rows exist only while it is open. */
export function PlotTable({ title, data, time }: PlotTableProps): ReactElement {
  const text = useText(words);
  const [isOpen, setOpen] = useState(false);
  const { at, series, format } = data;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.asTable}</summary>
      {isOpen && (
        // It scrolls, so a keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="plot-table" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.time}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {at
                .map((moment, index) => (
                  <tr key={moment}>
                    <th scope="row">{time(moment)}</th>
                    {series.map(({ name, values }) => {
                      const value = values[index] ?? null;
                      return <td key={name}>{value === null ? '' : format(value)}</td>;
                    })}
                  </tr>
                ))
                .toReversed()}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
