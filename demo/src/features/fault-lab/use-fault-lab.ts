'use client';
import { useAnnounce, useHoldfast } from '@holdfast/react';
import {
  healFaults,
  readFaults,
  restartServer,
  startFaults,
} from '../../../contract/fault-operations.ts';
import type { FaultLabState, FaultPlan } from '../../../contract/faults.ts';
import type { OperationState, Outcome } from '@holdfast/core';
import { useReadEvery } from '../../reads/use-read-every.ts';
import { reasonOf } from '../../words/failure-words.ts';
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
  const say = (outcome: Outcome, done: string): void =>
    announce(outcome.kind === 'failed' ? `${text.notDone} ${reasonOf(outcome.failure)}` : done);

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
      say(outcome, text.started(plan.name));
      await refresh();
    },
    async heal() {
      storage?.set(0, 0);
      say(await run(healFaults), text.healed);
      await refresh();
    },
    async restart() {
      const outcome = await run(restartServer);
      // A server that is killed does not answer. A failure without an effect left it alive.
      if (outcome.kind === 'failed' && outcome.failure.effect === 'none')
        say(outcome, text.restarting);
      else announce(text.restarting);
    },
  };
}
