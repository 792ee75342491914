// The page of the proof. It asks over the network as a page does, or plays the scenario within itself.
import { fetchTransport } from '@holdfast/core';
import { createPageFaults, type Scenario, type ToldFault } from '@holdfast/testing';
import { askAll } from './asked.ts';

/** The functions of the page for the proof. */
export interface PagePlayer {
  /** Asks the origin of the page, which is the fault proxy. */
  ask(): Promise<void>;
  /** Plays the scenario as the panel does. */
  play(scenario: Scenario): Promise<readonly ToldFault[]>;
}

globalThis.player = {
  ask: () =>
    askAll(async (method, path) => {
      const body = method === 'GET' ? {} : { body: '{}' };
      await (await fetch(path, { method, ...body, cache: 'no-store' })).text();
    }),
  async play(scenario) {
    const faults = createPageFaults();
    const transport = faults.wrap(fetchTransport());
    faults.play(scenario);
    await askAll((method, path) => {
      const body = method === 'GET' ? null : '{}';
      return transport.send({ method, url: new URL(path, location.href).href, headers: {}, body });
    });
    return faults.getSnapshot().told;
  },
};

declare global {
  // oxlint-disable-next-line no-var -- only `var` declares a property of the global object
  var player: PagePlayer;
}
document.title = 'ready';
