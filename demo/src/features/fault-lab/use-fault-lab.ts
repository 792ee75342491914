'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import {
  healFaults,
  readFaults,
  restartServer,
  startFaults,
} from '../../../contract/fault-operations.ts';
import type { FaultLabState, FaultPlan } from '../../../contract/faults.ts';
import type { OperationState } from '@holdfast/core';
import { useReadEvery } from '../../reads/use-read-every.ts';
import { useText } from '../../words/use-text.ts';
import { storageFaults } from './web-storage-faults.ts';
import { words } from './words.ts';

// The page has one. It outlives the screen of the lab, like the faults of the server.
let storage: ReturnType<typeof storageFaults> | undefined;

export interface FaultLabControls {
  readonly state: OperationState<FaultLabState>;
  /** How many writes of this page failed on purpose. */
  readonly storageFailed: number;
  start(plan: FaultPlan): Promise<void>;
  heal(): Promise<void>;
  restart(): Promise<void>;
}

/** The lab of the server, read anew every two seconds, and the faults of this page. */
export function useFaultLab(): FaultLabControls {
  const text = useText(words);
  const { run } = useHoldfast();
  const announce = useAnnounce();
  const { state, refresh } = useReadEvery(2000, readFaults);

  return {
    state,
    storageFailed: storage?.failed() ?? 0,
    async start(plan) {
      const share = plan.steps[0]?.mix.storage ?? 0;
      const outcome = await run(startFaults, plan);
      if (outcome.kind === 'live') {
        storage ??= storageFaults();
        storage.set(share, plan.seed);
      }
      announce(outcome.kind === 'live' ? text.started(plan.name) : text.notDone);
      await refresh();
    },
    async heal() {
      storage?.set(0, 0);
      const outcome = await run(healFaults);
      announce(outcome.kind === 'live' ? text.healed : text.notDone);
      await refresh();
    },
    async restart() {
      await run(restartServer);
      announce(text.restarting);
    },
  };
}
