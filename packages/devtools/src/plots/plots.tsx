'use client';
import { useMemo, type ReactElement } from 'react';
import { lengthOf } from '../panel/time-of.ts';
import type { Second } from '../recording/recording.ts';
import { Plot } from './plot.tsx';
import { filledSeconds, meanMs, type Series } from './series.ts';

const LATENCY: readonly Series[] = [
  { name: 'mean', valueOf: meanMs },
  { name: 'slowest', valueOf: ({ slowestMs }) => slowestMs },
];
const FAILURES: readonly Series[] = [{ name: 'failures', valueOf: ({ failures }) => failures }];
const DEPTH: readonly Series[] = [{ name: 'entries', valueOf: ({ depth }) => depth }];
const whole = (value: number): string => String(Math.round(value));

/** How long operations took, how many failed, and how many writes waited, second by second. */
export function Plots({ seconds }: { readonly seconds: readonly Second[] }): ReactElement {
  const filled = useMemo(() => filledSeconds(seconds), [seconds]);
  return (
    <div className="plots">
      <Plot title="Latency of operations" seconds={filled} series={LATENCY} format={lengthOf} />
      <Plot title="Failures per second" seconds={filled} series={FAILURES} format={whole} />
      <Plot title="Entries in the outbox" seconds={filled} series={DEPTH} format={whole} />
    </div>
  );
}
