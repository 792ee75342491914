'use client';
import { AxisBottom, AxisLeft, type TickRendererProps } from '@visx/axis';
import { scaleLinear, scaleTime } from '@visx/scale';
import { LinePath } from '@visx/shape';
import type { ReactElement } from 'react';
import type { PlotData } from './series.ts';

interface PlotLinesProps {
  readonly data: PlotData;
  readonly width: number;
  readonly cursor: number | undefined;
  readonly time: (at: number) => string;
}

const HEIGHT = 168;
const [TOP, BOTTOM, LEFT, RIGHT] = [8, 24, 52, 32];

/** Where the points stand between the left and the right edge. */
export function placeOf(x: number, width: number, count: number): number {
  const share = (x - LEFT) / Math.max(1, width - LEFT - RIGHT);
  return Math.max(0, Math.min(count - 1, Math.round(share * (count - 1))));
}

/** The lines and axes of a plot. All words of it also stand in its text and in its table. */
export function PlotLines({ data, width, cursor, time }: PlotLinesProps): ReactElement {
  const { at, series, format } = data;
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const x = scaleTime({
    domain: [at[0] ?? 0, at.at(-1) ?? 1],
    range: [LEFT, width - RIGHT],
  });
  const y = scaleLinear({
    domain: [0, Math.max(1, highest)],
    range: [HEIGHT - BOTTOM, TOP],
    nice: 3,
  });
  // Counts are whole, so the axis has no values between them.
  const ticks = y.ticks(3).filter((value) => highest > 3 || Number.isInteger(value));
  const moment = cursor === undefined ? undefined : at[cursor];
  const points = at.map((_, index) => index);
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <AxisLeft
        scale={y}
        left={LEFT}
        tickValues={ticks}
        hideAxisLine
        hideTicks
        tickFormat={(value) => format(Number(value))}
        tickComponent={leftTick}
      />
      {ticks.map((value) => (
        <line
          key={value}
          className="plot-line"
          x1={LEFT}
          x2={width - RIGHT}
          y1={y(value)}
          y2={y(value)}
        />
      ))}
      <AxisBottom
        scale={x}
        top={HEIGHT - BOTTOM}
        numTicks={width < 480 ? 3 : 6}
        hideAxisLine
        hideTicks
        tickFormat={(value) => time(Number(value))}
        tickComponent={bottomTick}
      />
      {moment !== undefined && (
        <line className="plot-cursor" x1={x(moment)} x2={x(moment)} y1={TOP} y2={HEIGHT - BOTTOM} />
      )}
      {series.map(({ name, look, values }) => (
        <g
          key={name}
          className="plot-series"
          data-look={look}
          data-quiet={values.some(Boolean) ? undefined : true}
        >
          <LinePath
            data={points}
            x={(index) => x(at[index] ?? 0)}
            y={(index) => y(values[index] ?? 0)}
            defined={(index) => values[index] !== null}
          />
          {lonely(values).map((index) => (
            <circle key={index} r={2} cx={x(at[index] ?? 0)} cy={y(values[index] ?? 0)} />
          ))}
          {cursor !== undefined && typeof values[cursor] === 'number' && moment !== undefined && (
            <circle r={3.5} cx={x(moment)} cy={y(values[cursor])} />
          )}
        </g>
      ))}
    </svg>
  );
}

/** Values without a neighbour, because a line through one point cannot be seen. */
function lonely(values: readonly (number | null)[]): readonly number[] {
  const isThere = (index: number): boolean => typeof values[index] === 'number';
  return values.flatMap((_, index) =>
    isThere(index) && !isThere(index - 1) && !isThere(index + 1) ? [index] : [],
  );
}

const leftTick = ({ x, y, formattedValue }: TickRendererProps): ReactElement => (
  <text className="plot-tick" x={x} y={y} dy="0.35em" textAnchor="end">
    {formattedValue}
  </text>
);

const bottomTick = ({ x, y, formattedValue }: TickRendererProps): ReactElement => (
  <text className="plot-tick" x={x} y={y} dy="0.2em" textAnchor="middle">
    {formattedValue}
  </text>
);
