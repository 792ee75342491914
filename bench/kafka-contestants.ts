import { kafkaSink } from '@holdfast/server/kafka';
import { Producer, stringSerializers } from '@platformatic/kafka';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

export interface KafkaMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  /** The id by which a reader recognises a repeat. */
  readonly id: string;
}

/** A way to write to Kafka, idempotent and with acknowledgements of all replicas. */
export interface KafkaWriter {
  /** Resolves when the broker has taken them all. */
  send(messages: readonly KafkaMessage[]): Promise<void>;
  close(): Promise<void>;
}

export type OpenKafkaWriter = (brokers: readonly string[]) => Promise<KafkaWriter>;

const forEver = { signal: new AbortController().signal };

/** The sink. A relay would call it again for all events that are not done. */
export const ours: OpenKafkaWriter = async (brokers) => {
  const sink = kafkaSink({ brokers });
  return {
    async send(messages) {
      let open = messages.map(({ topic, key, value, id }, index) => ({
        ...{ sink: 'kafka', topic, key, id, body: value },
        ...{ position: index + 1, attempt: 1, enqueuedAt: 0 },
      }));
      for (let attempt = 1; open.length > 0; attempt += 1) {
        if (attempt > 10) throw new Error('The sink does not get through.');
        // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
        const verdicts = await sink.send(open, forEver);
        open = open.filter((_, index) => verdicts[index]?.outcome !== 'done');
      }
    },
    close: () => sink.close?.() ?? Promise.resolve(),
  };
};

export const barePlatformatic: OpenKafkaWriter = async (brokers) => {
  const producer = new Producer({
    ...{ clientId: 'bare', bootstrapBrokers: [...brokers], serializers: stringSerializers },
    ...{ idempotent: true, retryDelay: 100 },
  });
  return {
    async send(messages) {
      await producer.send({
        messages: messages.map(({ id, ...message }) => ({ ...message, headers: { ce_id: id } })),
      });
    },
    close: () => producer.close(),
  };
};

export const bareKafkajs: OpenKafkaWriter = async (brokers) => {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const createPartitioner = Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ idempotent: true, createPartitioner });
  await producer.connect();
  return {
    async send(messages) {
      const byTopic = Map.groupBy(messages, ({ topic }) => topic);
      const topicMessages = [...byTopic].map(([topic, ofTopic]) => ({
        topic,
        messages: ofTopic.map(({ key, value, id }) => ({ key, value, headers: { ce_id: id } })),
      }));
      await producer.sendBatch({ topicMessages, acks: -1 });
    },
    close: () => producer.disconnect(),
  };
};
