import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { kafkaSink } from '@holdfast/server/kafka';
import type { RelaySink } from '@holdfast/server/relay';
import type { Target } from './target.ts';

/** The name of every sink of the proof. */
export const SINK = 'receiver';

/** Opens the sink that reaches a receiver. */
export const openSink: Readonly<Record<Target['kind'], (address: string) => RelaySink>> = {
  http: listSink,
  kafka: (address) => kafkaSink({ name: SINK, brokers: address.split(','), maxBatch: 500 }),
};

/** Posts a batch as one JSON list. */
function listSink(url: string): RelaySink {
  return {
    name: SINK,
    maxBatch: 100,
    takesDead: true,
    async send(events, { signal }) {
      const body = JSON.stringify(
        events.map((event) => ({
          ...{ topic: event.topic, key: event.key, body: event.body },
          id: event.headers?.['dead-id'] ?? event.id,
        })),
      );
      try {
        const answer = await fetch(url, { method: 'POST', body, signal });
        await answer.text();
        return events.map(() => ({ outcome: 'done' }));
      } catch (cause) {
        throw new Failure(NETWORK_FAILED, { cause });
      }
    },
  };
}
