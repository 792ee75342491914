import type { ReadCachePort, Runtime, TabsPort } from '@holdfast/core/parts';
import type { BeaconBuffer } from '@holdfast/core/telemetry';
import { createReadCache } from './cache/idb-read-cache.ts';
import { webChannel } from './channel/web-channel.ts';
import { createDraftStore } from './drafts/idb-draft-store.ts';
import type { InspectableDraftStore } from './drafts/quarantined-draft.ts';
import { webLocks } from './locks/web-locks.ts';
import { createOutbox } from './outbox/create-outbox.ts';
import type { Outbox, OutboxPartOptions } from './outbox/outbox.ts';
import { createBeaconBuffer } from './telemetry/idb-beacon-buffer.ts';

export interface OnThisDeviceOptions {
  /**
   * The beginning of the names of the databases, for several apps on one origin. The outbox of `installReplay` in
   * the service worker is named `<name>-outbox`. @default 'holdfast'
   */
  readonly name?: string;
  /** More about the outbox. */
  readonly outbox?: Omit<OutboxPartOptions, 'name'>;
}

/** What `onThisDevice` gives to `createHoldfast`. */
export interface OnThisDevice {
  readonly outbox: (runtime: Runtime) => Outbox;
  readonly cache: () => ReadCachePort;
  readonly drafts: () => InspectableDraftStore;
  readonly tabs: () => TabsPort;
  readonly beaconBuffer: () => BeaconBuffer;
}

/**
 * Everything that the device keeps for a user, to be spread into the options of `createHoldfast`: queued writes,
 * answers of reads, drafts and the text of streams, and reports on their way; and how its tabs agree. It opens nothing before the runtime
 * is made, and closes what it opened with `holdfast.dispose()`. On a server it keeps nothing.
 */
export function onThisDevice(options: OnThisDeviceOptions = {}): OnThisDevice {
  const { name = 'holdfast', outbox = {} } = options;
  return {
    outbox: createOutbox({ ...outbox, name: `${name}-outbox` }),
    cache: () => createReadCache({ name: `${name}-cache` }),
    drafts: () => createDraftStore({ name: `${name}-drafts` }),
    tabs: () => ({ locks: webLocks(), channel: webChannel }),
    beaconBuffer: () => createBeaconBuffer({ name: `${name}-beacon` }),
  };
}
