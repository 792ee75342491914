import { createVirtualPlatform } from '@holdfast/testing';

/** The stages of one entry at which a browser can die, in their order. */
export const STAGES = ['enqueue', 'commit', 'claim', 'send', 'answer', 'settle'] as const;
export type Stage = (typeof STAGES)[number];

export type ContestantName = 'holdfast' | 'workbox' | 'tanstack';

export interface Note {
  readonly id: string;
  readonly lane: string;
  readonly seq: number;
}

/** Where and how the browser dies. */
export interface Stop {
  readonly stage: Stage;
  /** The note that is at this stage then. */
  readonly victim: string;
  /** The context stands still at the stage until it is killed. Otherwise it goes on, and the kill comes after `delayMs`. */
  readonly holds: boolean;
  readonly delayMs: number;
}

export interface TrialPlan {
  readonly trial: string;
  readonly seed: number;
  readonly contestant: ContestantName;
  readonly owner: string;
  readonly notes: readonly Note[];
  readonly stop: Stop;
  /** Whether the line is cut while the page writes. */
  readonly writtenOffline: boolean;
  /** Whether the browser dies while the page writes, or later while the entries are sent. */
  readonly during: 'write' | 'drain';
  /** The context that sends when the browser dies later. */
  readonly sender: 'page' | 'worker';
}

/** Plans one trial. The same seed gives the same plan. The stages take turns, so that none is left out. */
export function planTrial(
  contestant: ContestantName,
  seed: number,
  fault: string = 'kill',
): TrialPlan {
  const { random } = createVirtualPlatform({ seed });
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const stage = STAGES[seed % STAGES.length] ?? 'enqueue';
  const lanes = ['a', 'b', 'c'].slice(0, 1 + upTo(2));
  const notes = lanes.flatMap((lane) =>
    Array.from({ length: 2 + upTo(2) }, (_, seq) => ({
      ...{ id: `${lane}${seq}-${seed}`, lane, seq },
    })),
  );
  const isWrite = stage === 'enqueue' || stage === 'commit';
  // The workbox plug-in stores only requests that it could not send, so its entries are always sent later.
  const during = isWrite || (contestant !== 'workbox' && random() < 0.4) ? 'write' : 'drain';
  const offline = random() < 0.5;
  return {
    trial: [contestant, fault.replaceAll(' ', '-'), seed].join('-'),
    ...{ seed, contestant, owner: 'ann', notes, during },
    stop: {
      stage,
      victim: notes[upTo(notes.length - 1)]?.id ?? '',
      holds: random() < 0.5,
      delayMs: upTo(6),
    },
    writtenOffline: contestant === 'workbox' || during === 'drain' || (isWrite && offline),
    sender: contestant === 'holdfast' && random() < 0.5 ? 'worker' : 'page',
  };
}
