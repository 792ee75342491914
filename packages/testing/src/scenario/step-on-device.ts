import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import type { MemoryOutbox } from '../memory-outbox.ts';
import type { VirtualPlatform } from '../virtual-platform.ts';
import type { ScenarioStep } from './scenario.ts';

/** The parts of a device that a scenario affects besides its requests. */
export interface SteppedDevice {
  readonly platform: Pick<VirtualPlatform, 'jumpWallClock'>;
  readonly outbox: Pick<MemoryOutbox, 'failAdding'>;
  goOffline(): void;
  goOnline(): void;
  reload(): void;
}

/** Plays the faults of each step on a device when the step begins. */
export function stepOnDevice(device: SteppedDevice): (step: ScenarioStep | undefined) => void {
  let isOffline = false;
  return (step) => {
    const offline = step?.network?.offline === true;
    if (offline && !isOffline) device.goOffline();
    if (!offline && isOffline) device.goOnline();
    isOffline = offline;
    device.outbox.failAdding(step?.storage?.full ? new Failure(STORAGE_QUOTA) : undefined);
    if (step?.clock) device.platform.jumpWallClock(step.clock.jumpMs);
    if (step?.tab === 'kill' || step?.tab === 'reload') device.reload();
  };
}
