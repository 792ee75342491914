'use client';
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

/** Low, so that the list below has room in a panel that is docked. */
const HEIGHT = 72;
export const LEFT = 48;
export const RIGHT = 8;
const TOP = 6;
/** Where the bottom axis is. */
const FOOT = HEIGHT - 18;

/**
 * The lines and axes. The axes of visx measure each label, which weighs 8 kB and makes the browser lay out the page, so
 * the few labels are plain text. The words beside them and the table say the same, so all of it is
 * hidden from screen readers.
 */
export const PlotLines: FunctionComponent<PlotLinesProps> = memo(function PlotLines(
  props: PlotLinesProps,
): ReactElement {
  const { seconds, series, format, width, cursorAt } = props;
  const first = seconds[0]?.at ?? 0;
  const last = seconds.at(-1)?.at ?? 1;
  const highest = Math.max(1, ...series.flatMap(({ valueOf }) => seconds.map(valueOf)));
  const x = scaleLinear({ domain: [first, last], range: [LEFT, width - RIGHT] });
  const y = scaleLinear({ domain: [0, highest], range: [FOOT, TOP] });
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <path className="axis" d={`M${LEFT} ${TOP}V${FOOT}H${width - RIGHT}`} />
      {[0, highest].map((value) => (
        <text key={value} className="tick" x={LEFT - 8} y={y(value)} dy="0.3em" textAnchor="end">
          {format(value)}
        </text>
      ))}
      <text className="tick" x={LEFT} y={HEIGHT - 4}>
        {clockOf(first)}
      </text>
      <text className="tick" x={width - RIGHT} y={HEIGHT - 4} textAnchor="end">
        {clockOf(last)}
      </text>
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
        <line className="cursor" x1={x(cursorAt)} x2={x(cursorAt)} y1={TOP} y2={FOOT} />
      )}
    </svg>
  );
});
