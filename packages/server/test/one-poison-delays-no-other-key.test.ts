import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { sleep } from '@holdfast/core/parts';
import type { RelayedEvent, RelayEvent, RelaySink, RelayVerdict } from '@holdfast/server/relay';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { findPoison, type Produce } from '../src/kafka/find-poison.ts';
import { mergeCalls } from '../src/kafka/merge-calls.ts';
import { relayUnderTest } from './relay-under-test.ts';

const COUNT = 10_000;
const KEYS = 1000;
const PARTITIONS = 4;
const REQUEST_MS = 4;
/** In the middle of its key and of the run. */
const POISON = 4_321;

const placeOf = ({ key }: RelayedEvent): string => String(Number(key) % PARTITIONS);

/** Delivers all events as the sink of Kafka does, and resolves with the time at which each arrived. */
async function deliver(hasPoison: boolean): Promise<ReadonlyMap<string, number>> {
  const platform = createVirtualPlatform();
  const arrivedAt = new Map<string, number>();
  // A broker takes or refuses all events of a partition together.
  const produce: Produce = async (events) => {
    await sleep(platform, REQUEST_MS);
    const bad = events.find(({ body, topic }) => hasPoison && body === POISON && topic === 't');
    return events.map((event) => {
      const place = placeOf(event);
      if (bad && placeOf(bad) === place) {
        const failure = new Failure(catalogue.MESSAGE_TOO_LARGE);
        return { place, verdict: { outcome: 'dead', failure } };
      }
      arrivedAt.set(event.id, platform.monotonic());
      return { place, verdict: { outcome: 'done' } };
    });
  };
  const send = mergeCalls<RelayedEvent, RelayVerdict>({
    most: 500,
    call: (events) => findPoison(events, produce),
    aborted: () => ({ outcome: 'retry', failure: new Failure(catalogue.ABORTED) }),
  });
  const sink: RelaySink = {
    ...{ name: 'kafka', maxBatch: 500, takesDead: true },
    send: (events, { signal }) => send(events, signal),
  };
  const { relay, add } = relayUnderTest({ sinks: [sink], onPoison: 'skip' }, platform);
  const events = Array.from({ length: COUNT }, (_, index): RelayEvent => {
    return { sink: 'kafka', topic: 't', key: `${index % KEYS}`, id: `${index}`, body: index };
  });
  await add(...events);
  relay.start();
  await platform.advance(5000);
  await relay.stop();
  return arrivedAt;
}

it('one poison among ten thousand events delays no other key by 100 ms', async () => {
  const [usual, poisoned] = [await deliver(false), await deliver(true)];
  const others = [...usual].filter(([id]) => Number(id) % KEYS !== POISON % KEYS);
  expect(others).toHaveLength(COUNT - COUNT / KEYS);
  const delays = others.map(([id, at]) => (poisoned.get(id) ?? Infinity) - at);
  // Fifteen requests find it among those of its batch.
  expect(Math.max(...delays)).toBe(15 * REQUEST_MS);
  expect(Math.max(...delays)).toBeLessThan(100);
  // All the others of its own key come as well.
  const own = [...poisoned.keys()].filter((id) => Number(id) % KEYS === POISON % KEYS);
  expect(own).toHaveLength(COUNT / KEYS - 1);
});
