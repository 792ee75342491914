import { createCell, type Transport } from '@holdfast/core';
import { type Platform, webPlatform, requireOptions } from '@holdfast/core/parts';
import { faultyTransport } from './faulty-transport.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { playScenario, type ScenarioPlay, type ToldFault } from './scenario-play.ts';
import { webStorageFaults } from './web-storage-faults.ts';

/** The state of the player in a page. */
export interface PageFaultsState {
  readonly scenario: Scenario | undefined;
  /** Whether all of its steps are over, so that nothing goes wrong any more. */
  readonly isOver: boolean;
  /** The faults so far, in order. */
  readonly told: readonly ToldFault[];
  /** The faults of the scenario that a page cannot play on itself. */
  readonly cannot: readonly string[];
}

/** The player of scenarios within a page. */
export interface PageFaults {
  /** The same transport, with the faults of the scenario in play. Hand it to `createHoldfast`. */
  wrap(transport: Transport): Transport;
  getSnapshot(): PageFaultsState;
  subscribe(listener: () => void): () => void;
  /** Plays a scenario from its beginning. `undefined` ends the one in play. Throws a `RangeError` for no scenario. */
  play(scenario: object | undefined): void;
}

export interface PageFaultsOptions {
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
}

const MOST = 500;
const NONE: PageFaultsState = Object.freeze({
  ...{ scenario: undefined, isOver: false },
  ...{ told: [], cannot: [] },
});

/**
 * Breaks the network and the storage of a page on purpose, for development. It lists the faults that it cannot
 * play.
 */
export function createPageFaults(options: PageFaultsOptions = {}): PageFaults {
  requireOptions('createPageFaults', options, {
    platform: 'an object with now, monotonic, schedule?',
  });

  const { platform = webPlatform } = options;
  const state = createCell<PageFaultsState>(NONE);
  let playing: ScenarioPlay | undefined;
  let giveBack: (() => void) | undefined;

  const stop = (): void => {
    playing?.stop();
    playing = undefined;
    giveBack?.();
    giveBack = undefined;
  };
  return {
    wrap: (transport) => faultyTransport(transport, () => playing, platform),
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    play(given) {
      const scenario = given && readScenario(given);
      stop();
      if (!scenario) {
        state.set(NONE);
        return;
      }
      state.set({ ...NONE, scenario, cannot: unplayable(scenario.steps) });
      const play = playScenario(scenario, {
        platform,
        entered(step) {
          if (!step) state.set({ ...state.getSnapshot(), isOver: true });
        },
        told(fault) {
          const before = state.getSnapshot();
          state.set({ ...before, told: [...before.told, fault].slice(-MOST) });
        },
      });
      playing = play;
      if (scenario.steps.some(({ storage }) => storage))
        giveBack = webStorageFaults(play.nextWrite);
    },
  };
}

/** The parts of steps that only a test outside of the page can play. */
function unplayable(steps: readonly ScenarioStep[]): readonly string[] {
  const found = steps.flatMap(({ clock, tab, server }) => [
    ...(clock ? ['clock'] : []),
    ...(tab ? [`tab: ${tab}`] : []),
    ...(server === 'kill' ? ['server: kill (its requests are refused instead)'] : []),
  ]);
  return [...new Set(found)];
}
