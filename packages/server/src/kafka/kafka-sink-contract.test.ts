import {
  createKafkaProxy,
  judgeSequences,
  KafkaMockMissing,
  startKafkaMock,
} from '@holdfast/testing/node';
import { describe } from 'vitest';
import {
  type ReceiverMood,
  relaySinkContract,
  type SinkUnderTest,
} from '../relay/relay-sink.contract.ts';
import { kafkaSink } from './kafka-sink.ts';

const mock = await startKafkaMock({ brokers: 1, topics: { notes: 1 } }).catch((error: unknown) => {
  if (error instanceof KafkaMockMissing && process.env['CI'] !== 'true') return undefined;
  throw error;
});

const ERRORS: Partial<Record<ReceiverMood, number>> = {
  'is overloaded': 19,
  'refuses the secret': 29,
  'refuses the message': 87,
};

async function open(): Promise<SinkUnderTest> {
  const kafka = mock!;
  const proxy = await createKafkaProxy(kafka);
  const sink = kafkaSink({ brokers: proxy.brokers, client: { requestTimeout: 100 } });
  let mood: Promise<unknown> = Promise.resolve();
  let stop: (() => void) | undefined;
  const answerAs = async (next: ReceiverMood): Promise<void> => {
    await kafka.clearErrors('Produce');
    const code = ERRORS[next];
    if (code !== undefined)
      await kafka.pushErrors(
        'Produce',
        Array.from({ length: 9 }, () => code),
      );
  };
  // The broker refuses a batch as a whole, so it has read an event only if the event was alone in its batch.
  const refused = (): number =>
    proxy.sent().filter(({ error, records }) => error === 87 && records.length === 1).length;
  const received = (): number => judgeSequences(proxy.taken()).log.length + refused();
  return {
    sink: { ...sink, send: (...given) => mood.then(() => sink.send(...given)) },
    event: (key, position) => ({
      ...{ sink: 'kafka', topic: 'notes', key, id: `${key}${position}`, body: { position } },
      ...{ position, attempt: 1, enqueuedAt: 0 },
    }),
    secrets: [...kafka.brokers, ...proxy.brokers],
    set(next) {
      stop?.();
      stop = undefined;
      proxy.clear();
      const cut = { api: 'Produce', times: 9 } as const;
      if (next === 'cuts before') stop = proxy.cut({ ...cut, at: 'request' });
      if (next === 'cuts after') stop = proxy.cut({ ...cut, at: 'answer' });
      if (next === 'is silent') stop = proxy.cut({ ...cut, at: 'answer', silent: true });
      mood = Promise.all([mood, answerAs(next)]);
    },
    received,
    async readUpTo(count) {
      // oxlint-disable-next-line no-await-in-loop -- another process
      while (received() < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    // The client's own clock ends the attempt.
    passDeadline: () => Promise.resolve(),
    async close() {
      await mood;
      await sink.close?.();
      await proxy.close();
      await kafka.stop();
    },
  };
}

describe.skipIf(mock === undefined)('the wire protocol of Kafka', () => {
  relaySinkContract({ name: 'kafkaSink', open });
});
