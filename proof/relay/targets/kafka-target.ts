import { createKafkaProxy, judgeSequences, startKafkaMock } from '@holdfast/testing/node';
import type { Target } from './target.ts';

const TOPICS = { notes: 4, 'notes.dead': 4 };

/** A Kafka cluster behind a proxy. As a real broker does, it drops repeats of a sequence before it counts arrivals. */
export async function openKafkaTarget(): Promise<Target> {
  const mock = await startKafkaMock({ topics: TOPICS });
  const proxy = await createKafkaProxy({ brokers: mock.brokers });
  let takeBack: (() => void) | undefined;
  return {
    kind: 'kafka',
    address: proxy.brokers.join(','),
    cutAnswer() {
      takeBack?.();
      takeBack = proxy.cut({ api: 'Produce', at: 'answer' });
    },
    cuts: proxy.cuts,
    down: () => proxy.refuse(),
    up: () => proxy.restore(),
    arrivals: () =>
      judgeSequences(proxy.taken()).log.map(({ topic, key, value, headers }) => ({
        topic,
        key: key ?? '',
        id: headers['ce_id'] ?? '',
        body: JSON.parse(value ?? 'null') as unknown,
      })),
    async close() {
      await proxy.close();
      await mock.stop();
    },
  };
}
