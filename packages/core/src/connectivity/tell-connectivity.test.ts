import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { TelemetryEvent } from '../telemetry/telemetry-event.ts';
import { createConnectivity } from './create-connectivity.ts';
import { tellConnectivity } from './tell-connectivity.ts';

it('a sink hears of each change of connectivity once, and of none after the undo', () => {
  const events: TelemetryEvent[] = [];
  const connectivity = createConnectivity();
  const platform = createVirtualPlatform({ now: 7 });
  const leave = tellConnectivity(connectivity, (event) => void events.push(event), platform);
  connectivity.note('answered');
  connectivity.note('answered');
  connectivity.note('unanswered');
  leave();
  connectivity.note('answered');
  expect(events).toEqual([
    { type: 'connectivity.changed', at: 7, state: 'online' },
    { type: 'connectivity.changed', at: 7, state: 'degraded' },
  ]);
});
