import { deadLane } from './dead-lane.ts';
import { diskFull, diskFullAndClosed, diskFullBefore } from './disk-full.ts';
import type { Fault } from './fault.ts';
import { rowsCorrupted } from './rows-corrupted.ts';
import { serverKilled } from './server-killed.ts';
import { tabClosed } from './tab-closed.ts';
import { tabFrozen } from './tab-frozen.ts';
import { workerStopped } from './worker-stopped.ts';
import { writtenAtOnce } from './written-at-once.ts';

/** Every trouble besides the kill of the browser alone. */
export const FAULTS: readonly Fault[] = [
  ...[deadLane, serverKilled, tabClosed, tabFrozen, workerStopped, rowsCorrupted, diskFull],
  diskFullAndClosed,
  diskFullBefore,
  writtenAtOnce,
];
