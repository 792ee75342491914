import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { eventsOf, relayUnderTest, type RelayUnderTest } from '../../test/relay-under-test.ts';
import { memoryRelayStore } from './memory-relay-store.ts';
import { memorySink } from './memory-sink.ts';

type Step = 'lease' | 'release' | 'claim' | 'settle' | 'measure' | 'prune' | 'stopped' | 'unblock';

interface OnHangingStore extends RelayUnderTest {
  readonly bodies: () => readonly unknown[];
  /** Lets later calls through, and does what those that hang were asked for. */
  repair(): Promise<void>;
}

/** A relay whose store does not answer in one step until it is repaired. */
function relayOnHangingStore(step: Step): OnHangingStore {
  const platform = createVirtualPlatform();
  const store = memoryRelayStore({ platform });
  const sink = memorySink();
  const waiting: (() => unknown)[] = [];
  let hangs = true;
  const call = async (...given: readonly unknown[]): Promise<unknown> => {
    const run = (): unknown => (store[step] as (...all: readonly unknown[]) => unknown)(...given);
    if (!hangs) return run();
    return new Promise((resolve) => waiting.push(async () => resolve(await run())));
  };
  return {
    ...relayUnderTest({ sinks: [sink], store: { ...store, [step]: call } }, platform),
    bodies: () => sink.delivered.map(({ body }) => body),
    async repair() {
      hangs = false;
      await Promise.all(waiting.map((run) => run()));
    },
  };
}

describe('a relay whose store hangs', () => {
  it.each<[Step, string]>([
    ['lease', 'relay.lease-failed'],
    ['claim', 'relay.claim-failed'],
    ['settle', 'relay.settle-failed'],
    ['measure', 'relay.measure-failed'],
    ['prune', 'relay.measure-failed'],
  ])('in `%s` says so once, and goes on when the store answers again', async (step, line) => {
    const { relay, platform, add, logged, bodies, repair } = relayOnHangingStore(step);
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(31_000);
    expect(logged).toEqual([line]);
    await repair();
    await platform.advance(45_000);
    await add(...eventsOf('b', 2));
    await platform.advance(5000);
    expect(new Set(bodies())).toEqual(new Set([1, 2]));
    expect(await relay.check()()).toMatchObject({ depth: 0 });
    await relay.stop();
  });

  it.each<[Step, (relay: RelayUnderTest['relay']) => Promise<unknown>]>([
    ['stopped', (relay) => relay.stopped('memory')],
    ['unblock', (relay) => relay.unblock('memory')],
  ])('in `%s` rejects an administrator with TIMEOUT', async (step, ask) => {
    const { relay, platform } = relayOnHangingStore(step);
    const asked = ask(relay).catch((error: unknown) => error);
    await platform.advance(10_000);
    expect(await asked).toMatchObject({ code: 'TIMEOUT' });
  });

  it('delivers events that it claimed too late', async () => {
    const { relay, platform, add, bodies, repair } = relayOnHangingStore('claim');
    await add(...eventsOf('a', 1));
    relay.start();
    // The store takes the shards anew after the limit, and then does the claim of before.
    await platform.advance(15_000);
    await repair();
    await platform.advance(5000);
    expect(bodies()).toEqual([1]);
    await relay.stop();
  });
});
