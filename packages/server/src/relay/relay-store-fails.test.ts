import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { memoryRelayStore } from './memory-relay-store.ts';
import { memorySink } from './memory-sink.ts';
import { eventsOf, relayUnderTest, type RelayUnderTest } from '../../test/relay-under-test.ts';

type Step = 'lease' | 'release' | 'claim';

interface OnBadStore extends RelayUnderTest {
  readonly delivered: readonly { readonly body: unknown }[];
  repair(): void;
  /** How often the relay has called the step. */
  calls(): number;
}

/** A relay whose store fails in one step until it is repaired. */
function relayOnBadStore(
  step: Step,
  failure: unknown = new Error('The disk is full.'),
): OnBadStore {
  const platform = createVirtualPlatform();
  const store = memoryRelayStore({ platform });
  const sink = memorySink();
  let isBroken = true;
  let calls = 0;
  const call = (...given: readonly unknown[]): unknown => {
    calls += 1;
    if (isBroken) throw failure;
    return (store[step] as (...given: readonly unknown[]) => unknown)(...given);
  };
  const broken = { ...store, [step]: async (...given: readonly unknown[]) => call(...given) };
  return {
    ...relayUnderTest({ sinks: [sink], store: broken }, platform),
    delivered: sink.delivered,
    repair: () => void (isBroken = false),
    calls: () => calls,
  };
}

describe('a relay whose store fails', () => {
  it.each<[Step, string]>([
    ['lease', 'relay.lease-failed'],
    ['claim', 'relay.claim-failed'],
  ])('in `%s` logs it once, and delivers when the store works again', async (step, line) => {
    const { relay, platform, add, logged, delivered, repair, calls } = relayOnBadStore(step);
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(5000);
    expect(calls()).toBeGreaterThan(2);
    expect(logged).toEqual([line]);
    repair();
    await platform.advance(5000);
    expect(delivered).toMatchObject([{ body: 1 }]);
    await relay.stop();
  });

  it.each([
    ['may have claimed', undefined, 0],
    ['surely claimed nothing', new Failure(catalogue.UNAVAILABLE, { effect: 'none' }), 1],
  ])('keeps its shards only if the store %s', async (_, failure, heldAtLeast) => {
    const { relay, platform, add, delivered, repair } = relayOnBadStore('claim', failure);
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(0);
    repair();
    // The relay claims again after 500 ms, and asks for leases only every second.
    await platform.advance(600);
    expect(delivered).toHaveLength(heldAtLeast);
    await relay.stop();
  });

  it('while it stops logs that its shards are still held, and ends', async () => {
    const { relay, platform, logged } = relayOnBadStore('release');
    relay.start();
    await platform.advance(0);
    await relay.stop();
    expect(logged).toEqual(['relay.release-failed']);
    expect(relay.status.getSnapshot().kind).toBe('stopped');
  });
});
