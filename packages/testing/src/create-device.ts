import { createHoldfast, Failure, type Holdfast, type HoldfastOptions } from '@holdfast/core';
import { nextRequestId, send, type NewEntry, type Runtime } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { memoryReadCache } from './memory-read-cache.ts';
import { createWorld, type ResilientWorld } from './resilient-world.ts';
import { faultyTransport } from './scenario/faulty-transport.ts';
import { playScenario, type ScenarioPlay } from './scenario/scenario-play.ts';
import type { Scenario } from './scenario/scenario.ts';
import { stepOnDevice } from './scenario/step-on-device.ts';
import { sendingOutbox } from './sending-outbox.ts';

/** A world whose outbox sends by itself, with a network and a page that the test controls. */
export interface Device extends ResilientWorld {
  /** The runtime of the present page. */
  readonly holdfast: Holdfast;
  /** The device loses its network, and says so. */
  goOffline(): void;
  /** The network is back, and the outbox sends what waits. */
  goOnline(): void;
  /**
   * Ends the page and begins another one: a new runtime on the same device. The new page sends the entries that
   * were under way again, under the same keys.
   */
  reload(): void;
  /**
   * Plays a scenario from now on, and ends the one before. It affects requests, the network, the clock and the
   * storage, and kills or reloads the page. A device has one page and cannot freeze it.
   */
  play(scenario: Scenario): ScenarioPlay;
}

/**
 * A device on which `mira` is signed in, with a network. What the page keeps on it survives `reload`: the outbox, the
 * drafts and the cache. The page itself does not. Options replace single ports.
 */
export function createDevice(options: Partial<HoldfastOptions> = {}): Device {
  const world = createWorld();
  const { platform, identity, connectivity, drafts } = world;
  const cache = memoryReadCache();
  let isOffline = false;
  let page: Runtime | undefined;
  let playing: ScenarioPlay | undefined;

  const deliver = (entry: NewEntry): Promise<unknown> | undefined => {
    if (isOffline || !page) return undefined;
    const { id, operation: name, request, expectation, owner, incidentId, honoursKey } = entry;
    const trace = entry.traceparent === undefined ? {} : { traceparent: entry.traceparent };
    const key = honoursKey ? id : undefined;
    const run = { key, owner, incidentId, requestId: nextRequestId(), ...trace };
    return send(page, { name, request, expectation, run, guard: undefined, effect: 'unknown' });
  };
  const outbox = sendingOutbox(world.outbox, platform, deliver);
  const online = {
    ...world.transport,
    send: async (...sent: Parameters<typeof world.transport.send>) => {
      if (isOffline) throw new Failure(NETWORK_FAILED, { effect: 'none' });
      return world.transport.send(...sent);
    },
  };
  const transport = faultyTransport(online, () => playing, platform);
  const open = (): Holdfast =>
    createHoldfast({
      ...{ platform, identity, connectivity, transport, drafts, cache },
      sinks: [(event) => void (world.events as unknown[]).push(event)],
      ...options,
      outbox(runtime) {
        page = runtime;
        return outbox;
      },
    });
  let holdfast = open();

  const device: Device = {
    ...world,
    outbox,
    get holdfast() {
      return holdfast;
    },
    goOffline() {
      isOffline = true;
      connectivity.note('device-offline');
    },
    goOnline() {
      isOffline = false;
      connectivity.note('device-online');
      outbox.wake();
    },
    reload() {
      void holdfast.dispose();
      outbox.leavePage();
      holdfast = open();
      outbox.wake();
    },
    play(scenario) {
      playing?.stop();
      playing = playScenario(scenario, { platform, entered: stepOnDevice(device) });
      return playing;
    },
  };
  return device;
}
