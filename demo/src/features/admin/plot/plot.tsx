'use client';
import { useId, useState, type ReactElement } from 'react';
import { useText } from '../../../words/use-text.ts';
import { words } from '../words.ts';
import { nextCursor } from './plot-cursor-state.ts';
import { placeOf, PlotLines } from './plot-lines.tsx';
import { PlotTable } from './plot-table.tsx';
import { pointInWords, type PlotData } from './series.ts';
import { useWidth } from './use-width.ts';

interface PlotProps {
  readonly title: string;
  /** One sentence on what the lines are. */
  readonly about: string;
  readonly data: PlotData;
  readonly time: (at: number) => string;
}

/**
 * Lines over time. The arrow keys walk its points, and a screen reader says each, as it says the values of a slider.
 */
export function Plot({ title, about, data, time }: PlotProps): ReactElement {
  const text = useText(words);
  const id = useId();
  const [element, width] = useWidth();
  const [chosen, setChosen] = useState<number>();
  const count = data.at.length;
  const cursor = chosen === undefined ? undefined : Math.min(chosen, count - 1);
  const shown = cursor ?? count - 1;
  const said = pointInWords(data, shown, time, text.nothing);
  return (
    <figure className="plot" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h2 id={`${id}-title`}>{title}</h2>
        <p className="muted" id={`${id}-about`}>
          {about}
        </p>
      </figcaption>
      <ul className="plot-key" aria-hidden="true">
        {data.series.map(({ name, look, values }) => {
          const value = values[shown] ?? null;
          return (
            <li key={name} className="plot-series" data-look={look}>
              <svg width="24" height="12">
                <line x1="0" x2="24" y1="6" y2="6" />
              </svg>
              <span>{name}</span> <b>{value === null ? text.nothing : data.format(value)}</b>
            </li>
          );
        })}
        <li className="muted">{data.at[shown] === undefined ? '' : time(data.at[shown])}</li>
      </ul>
      <div
        ref={element}
        className="plot-face"
        // An input of type range has no room for lines.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-about`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, count - 1)}
        aria-valuenow={Math.max(0, shown)}
        aria-valuetext={said}
        onKeyDown={(event) => {
          const next = nextCursor(shown, event.key, count);
          if (next === undefined) return;
          event.preventDefault();
          setChosen(next);
        }}
        onPointerMove={({ clientX, currentTarget }) => {
          const { left } = currentTarget.getBoundingClientRect();
          setChosen(placeOf(clientX - left, width, count));
        }}
        onPointerLeave={() => setChosen(undefined)}
        onBlur={() => setChosen(undefined)}
      >
        {width > 0 && <PlotLines data={data} width={width} cursor={cursor} time={time} />}
      </div>
      <PlotTable title={title} data={data} time={time} />
    </figure>
  );
}
