'use client';
import { AxisBottom, AxisLeft, type TickRendererProps } from '@visx/axis';
import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { memo, type FunctionComponent, type ReactElement } from 'react';
import { clockOf } from '../panel/time-of.ts';
import type { Second } from '../recording/recording.ts';
import type { Series } from './series.ts';

interface PlotLinesProps {
  readonly seconds: readonly Second[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  readonly width: number;
  readonly cursorAt: number | undefined;
}

const HEIGHT = 96;
export const LEFT = 48;
export const RIGHT = 8;
const [TOP, BOTTOM] = [6, 18];

/** The lines and axes. The words beside them and the table say the same, so they are hidden from screen readers. */
export const PlotLines: FunctionComponent<PlotLinesProps> = memo(function PlotLines(
  props: PlotLinesProps,
): ReactElement {
  const { seconds, series, format, width, cursorAt } = props;
  const first = seconds[0]?.at ?? 0;
  const last = seconds.at(-1)?.at ?? 1;
  const highest = Math.max(1, ...series.flatMap(({ valueOf }) => seconds.map(valueOf)));
  const x = scaleLinear({ domain: [first, last], range: [LEFT, width - RIGHT] });
  const y = scaleLinear({ domain: [0, highest], range: [HEIGHT - BOTTOM, TOP] });
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <AxisLeft
        {...{ scale: y, left: LEFT, hideTicks: true, axisLineClassName: 'axis' }}
        tickValues={[0, highest]}
        tickFormat={(value) => format(Number(value))}
        tickComponent={leftTick}
      />
      <AxisBottom
        {...{ scale: x, top: HEIGHT - BOTTOM, hideTicks: true, axisLineClassName: 'axis' }}
        tickValues={[first, last]}
        tickFormat={(value) => clockOf(Number(value))}
        tickComponent={bottomTick}
      />
      {series.map(({ name, valueOf }, place) => (
        <LinePath
          key={name}
          className="line"
          data-series={place}
          data={[...seconds]}
          x={({ at }) => x(at)}
          y={(second) => y(valueOf(second))}
        />
      ))}
      {cursorAt !== undefined && (
        <line className="cursor" x1={x(cursorAt)} x2={x(cursorAt)} y1={TOP} y2={HEIGHT - BOTTOM} />
      )}
    </svg>
  );
});

// The text component of the axes measures each label, and so makes the browser lay out the page.
const leftTick = ({ x, y, formattedValue }: TickRendererProps): ReactElement => (
  <text className="tick" x={x - 4} y={y} dy="0.3em" textAnchor="end">
    {formattedValue}
  </text>
);

const bottomTick = ({ x, y, formattedValue }: TickRendererProps): ReactElement => (
  <text className="tick" x={x} y={y} dy="-0.2em" textAnchor={x === LEFT ? 'start' : 'end'}>
    {formattedValue}
  </text>
);
