import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { memoryRelayStore } from './memory-relay-store.ts';
import { memorySink } from './memory-sink.ts';
import { eventsOf, relayUnderTest } from '../../test/relay-under-test.ts';

/** A store that counts the requests for leases. */
function countedStore() {
  const platform = createVirtualPlatform();
  const store = memoryRelayStore({ platform });
  let leases = 0;
  const counted: typeof store = {
    ...store,
    lease: (request) => ((leases += 1), store.lease(request)),
  };
  return { platform, store: counted, leases: () => leases };
}

describe('the start of a relay', () => {
  it('happens once, however often the app asks for it', async () => {
    const { platform, store, leases } = countedStore();
    const { relay } = relayUnderTest({ sinks: [memorySink()], store }, platform);
    relay.start();
    relay.start();
    await platform.advance(0);
    expect(leases()).toBe(1);
    await relay.stop();
    relay.start();
    await platform.advance(10_000);
    expect(relay.status.getSnapshot().kind).toBe('stopped');
    expect(platform.pending()).toBe(0);
  });

  it('takes no shards for a server without sinks, which only enqueues', async () => {
    const { platform, store, leases } = countedStore();
    const { relay, add } = relayUnderTest({ sinks: [], store }, platform);
    relay.start();
    await add(...eventsOf('a', 1));
    await platform.advance(10_000);
    expect(leases()).toBe(0);
    expect((await store.measure('memory', 9)).depth).toBe(1);
    await relay.stop();
  });
});

it('a call without events changes nothing', async () => {
  const { relay, store } = relayUnderTest({ sinks: [] });
  const transaction = { onRollback: () => {}, onCommit: () => {} };
  expect(await relay.enqueue(transaction, [])).toEqual([]);
  expect((await store.measure('memory', 9)).depth).toBe(0);
});
