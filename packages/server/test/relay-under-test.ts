import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import type { MemoryTransaction } from '@holdfast/server/parts';
import {
  createRelay,
  memoryRelayStore,
  type Relay,
  type RelayDecision,
  type RelayEvent,
  type RelayOptions,
  type RelayStore,
} from '@holdfast/server/relay';

export interface RelayUnderTest {
  readonly relay: Relay<MemoryTransaction>;
  readonly platform: VirtualPlatform;
  readonly store: RelayStore<MemoryTransaction>;
  readonly told: readonly RelayDecision[];
  /** The names of log lines. */
  readonly logged: readonly string[];
  /** Enqueues events in a transaction of their own. */
  add(...events: readonly RelayEvent[]): Promise<void>;
}

/** A relay on a store in memory and on virtual time. */
export function relayUnderTest(
  options: Partial<RelayOptions<MemoryTransaction>> & Pick<RelayOptions<never>, 'sinks'>,
  platform: VirtualPlatform = createVirtualPlatform(),
): RelayUnderTest {
  const store = options.store ?? memoryRelayStore({ platform });
  const told: RelayDecision[] = [];
  const logged: string[] = [];
  const relay = createRelay<MemoryTransaction>({
    ...{ platform, store },
    tell: (decision) => told.push(decision),
    log: { event: (_, name) => logged.push(name) },
    ...options,
  });
  return {
    ...{ relay, platform, store, told, logged },
    async add(...events) {
      const tasks: (() => void)[] = [];
      await relay.enqueue({ onRollback: () => {}, onCommit: (task) => tasks.push(task) }, events);
      for (const task of tasks) task();
    },
  };
}

/** Events of one key with these bodies. */
export function eventsOf(key: string, ...bodies: readonly unknown[]): readonly RelayEvent[] {
  return bodies.map((body) => ({ sink: 'memory', topic: 't', key, body }));
}
