import { describe, expect, it, vi } from 'vitest';
import { fanOut } from './fan-out.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const event: TelemetryEvent = { type: 'connectivity.changed', at: 0, state: 'online' };

const broken = (): never => {
  throw new Error('mine');
};

describe('telling several sinks', () => {
  it('is `undefined` when there is no sink, so that a caller pays one branch', () => {
    expect(fanOut([])).toBeUndefined();
  });

  it('reaches every sink when one of them throws, and the exception surfaces', () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const heard: TelemetryEvent[] = [];
    fanOut([broken, (given) => heard.push(given)])?.(event);
    expect(heard).toEqual([event]);
    expect(surfaced).toEqual([new Error('mine')]);
    vi.unstubAllGlobals();
  });
});
