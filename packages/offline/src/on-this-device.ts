import {
  type ReadCachePort,
  type Runtime,
  type TabsPort,
  webTabs,
  requireOptions,
} from '@holdfast/core/parts';
import type { BeaconBuffer } from '@holdfast/core/telemetry';
import { createReadCache } from './cache/idb-read-cache.ts';
import { createDraftStore } from './drafts/idb-draft-store.ts';
import type { InspectableDraftStore } from './drafts/quarantined-draft.ts';
import { createOutbox } from './outbox/create-outbox.ts';
import type { Outbox, OutboxPartOptions } from './outbox/outbox.ts';
import { createBeaconBuffer } from './telemetry/idb-beacon-buffer.ts';

export interface OnThisDeviceOptions {
  /**
   * The names of all databases begin with it, so that several apps on one origin stay apart. Give `installReplay`
   * in the service worker the name `<name>-outbox`. @default 'holdfast'
   */
  readonly name?: string;
  /** More options for the outbox. @default those of `createOutbox` */
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
 * The parts that keep a user's data on the device. Spread them into the options of `createHoldfast`. They keep
 * queued writes, answers of reads, drafts, the text of streams, and reports that were not received yet, each in a
 * database of its own, apart for each user. `tabs` lets the tabs of the device agree with each other. Nothing opens
 * before the runtime is made; `holdfast.dispose()` closes everything. On a server the parts keep nothing.
 */
export function onThisDevice(options: OnThisDeviceOptions = {}): OnThisDevice {
  requireOptions('onThisDevice', options, {
    name: 'a text that is not empty?',
    outbox: 'an object?',
  });

  const { name = 'holdfast', outbox = {} } = options;
  return {
    outbox: createOutbox({ ...outbox, name: `${name}-outbox` }),
    cache: () => createReadCache({ name: `${name}-cache` }),
    drafts: () => createDraftStore({ name: `${name}-drafts` }),
    tabs: webTabs,
    beaconBuffer: () => createBeaconBuffer({ name: `${name}-beacon` }),
  };
}
