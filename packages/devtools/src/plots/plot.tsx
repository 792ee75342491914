'use client';
import { useId, useState, type ReactElement } from 'react';
import { clockOf } from '../panel/time-of.ts';
import type { Second } from '../recording/recording.ts';
import { placeAfter } from './cursor-state.ts';
import { useWidth } from './dom-width.ts';
import { LEFT, PlotLines, RIGHT } from './plot-lines.tsx';
import { PlotTable } from './plot-table.tsx';
import type { Series } from './series.ts';

interface PlotProps {
  readonly title: string;
  readonly seconds: readonly Second[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}

/** Lines over the last minutes. The arrow keys move over the seconds, and a lasting region announces each. */
export function Plot({ title, seconds, series, format }: PlotProps): ReactElement {
  const id = useId();
  const [ref, width] = useWidth();
  // The cursor is a time and not an index, so that it stays on its second while new seconds come.
  const [cursorAt, setCursorAt] = useState<number>();
  const found = seconds.findIndex(({ at }) => at === cursorAt);
  const chosen = seconds[found];
  const shown = chosen ?? seconds.at(-1);
  const words = shown
    ? series.map(({ name, valueOf }) => `${name} ${format(valueOf(shown))}`).join(', ')
    : 'nothing yet';
  return (
    <figure aria-labelledby={`${id}-title`}>
      <figcaption>
        <b id={`${id}-title`}>{title}</b>
        <span className="keys" aria-hidden="true">
          {series.map(({ name, valueOf }, place) => (
            <span key={name} data-series={place}>
              {name} {shown ? format(valueOf(shown)) : ''}
            </span>
          ))}
        </span>
      </figcaption>
      {/* The keys move the cursor; a region below the plot announces its second. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={ref}
        className="face"
        role="application"
        aria-roledescription="plot"
        aria-label={`${title}. The arrow keys read its seconds.`}
        // An application takes keys, so it can have the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={(event) => {
          const place = found === -1 ? seconds.length - 1 : found;
          const next = placeAfter(place, event.key, seconds.length);
          if (next === undefined) return;
          event.preventDefault();
          setCursorAt(seconds[next]?.at);
        }}
        onPointerMove={({ clientX, currentTarget }) => {
          const { left } = currentTarget.getBoundingClientRect();
          const share = (clientX - left - LEFT) / Math.max(1, width - LEFT - RIGHT);
          const place = Math.round(share * (seconds.length - 1));
          setCursorAt(seconds[Math.max(0, Math.min(seconds.length - 1, place))]?.at);
        }}
        onPointerLeave={() => setCursorAt(undefined)}
        onBlur={() => setCursorAt(undefined)}
      >
        {width > 0 && <PlotLines {...{ seconds, series, format, width }} cursorAt={chosen?.at} />}
      </div>
      <output className="gone">{chosen && `${clockOf(chosen.at)}: ${words}`}</output>
      <PlotTable {...{ title, seconds, series, format }} />
    </figure>
  );
}
