import {
  createCell,
  createHoldfast,
  type Holdfast,
  type HoldfastOptions,
  type Identity,
} from '@holdfast/core';
import { type Cell, createConnectivity, type ConnectivityTracker } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { memoryDrafts, type MemoryDrafts } from './memory-drafts.ts';
import { memoryOutbox, type MemoryOutbox } from './memory-outbox.ts';
import { memoryReadCache } from './memory-read-cache.ts';
import { scriptedTransport, type ScriptedTransport } from './scripted-transport.ts';
import { createVirtualPlatform, type VirtualPlatform } from './virtual-platform.ts';

/** A runtime on ports in memory. The test controls every port. */
export interface ResilientWorld {
  readonly holdfast: Holdfast;
  readonly platform: VirtualPlatform;
  readonly identity: Cell<Identity | null>;
  readonly connectivity: ConnectivityTracker;
  readonly transport: ScriptedTransport;
  readonly outbox: MemoryOutbox;
  readonly drafts: MemoryDrafts;
  /** All telemetry events, in order. */
  readonly events: readonly TelemetryEvent[];
}

/** A world in which `mira` is signed in and no server answers yet. Options replace single ports. */
export function createWorld(options: Partial<HoldfastOptions> = {}): ResilientWorld {
  const platform = createVirtualPlatform();
  const identity = createCell<Identity | null>({ subject: 'mira' });
  const connectivity = createConnectivity();
  const transport = scriptedTransport();
  // An outbox of another user or of another clock than the runtime's would show nothing of it.
  const outbox = memoryOutbox({
    identity: options.identity ?? identity,
    platform: options.platform ?? platform,
  });
  const drafts = memoryDrafts();
  const events: TelemetryEvent[] = [];
  const holdfast = createHoldfast({
    ...{ platform, identity, connectivity, transport, outbox, drafts },
    cache: memoryReadCache(),
    sinks: [(event) => void events.push(event)],
    ...options,
  });
  return { holdfast, platform, identity, connectivity, transport, outbox, drafts, events };
}
