import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka';
import { kafkaSink } from '@holdfast/server/kafka';
import { createRelay } from '@holdfast/server/relay';
import { createRelayTables, sqlRelayStore, transact } from '@holdfast/server/sql';
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import { Kysely } from 'kysely';
import pg from 'pg';

/** An event of the bench. */
export interface Sent {
  readonly key: string;
  readonly id: string;
  readonly body: string;
}

/** Sends all events, batch after batch, to the topic. Resolves when the broker has confirmed them. */
export interface Contestant {
  readonly name: string;
  /** Prepares a run outside the measured time, and returns the function to measure. */
  prepare(brokers: readonly string[], events: readonly Sent[]): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export const TOPIC = 'bench';
export const BATCH = 500;

const nothing = async (): Promise<void> => {};

const batchesOf = (events: readonly Sent[], size = BATCH): readonly (readonly Sent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, index) =>
    events.slice(index * size, (index + 1) * size),
  );

/** `@platformatic/kafka` alone, in batches one after another. */
export function bareClient(size = BATCH): Contestant {
  let producer: Producer<string, string, string, string> | undefined;
  return {
    name: `bare @platformatic/kafka, batches of ${size}`,
    async prepare(brokers, events) {
      const client = new Producer({
        ...{ clientId: 'bench', bootstrapBrokers: [...brokers], serializers: stringSerializers },
        ...{ retries: 1, maxInflights: 1 },
      });
      producer = client;
      return async () => {
        for (const batch of batchesOf(events, size)) {
          // oxlint-disable-next-line no-await-in-loop -- one batch after another
          await client.send({
            ...{ idempotent: true, acks: ProduceAcks.ALL },
            messages: batch.map(({ key, id, body }) => ({
              ...{ topic: TOPIC, key, value: body, headers: { ce_id: id } },
            })),
          });
        }
      };
    },
    close: async () => producer?.close(),
  };
}

/** kafkajs alone. */
export function kafkaJs(): Contestant {
  let close = nothing;
  return {
    name: 'bare kafkajs',
    async prepare(brokers, events) {
      const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
      const producer = kafka.producer({ idempotent: true });
      await producer.connect();
      close = () => producer.disconnect();
      return async () => {
        for (const batch of batchesOf(events)) {
          // oxlint-disable-next-line no-await-in-loop -- one batch after another
          await producer.send({
            ...{ topic: TOPIC, acks: -1, compression: CompressionTypes.None },
            messages: batch.map(({ key, id, body }) => ({
              ...{ key, value: body, headers: { ce_id: id } },
            })),
          });
        }
      };
    },
    close: () => close(),
  };
}

/** The relay, from the rows of a database: an address of PostgreSQL, or else a file of SQLite. */
export function relayFrom(name: string, address: string): Contestant {
  let close = nothing;
  return {
    name: `the relay, from ${name}`,
    async prepare(brokers, events) {
      const database = new Kysely<object>({
        dialect: address.startsWith('postgres')
          ? postgresDialect(new pg.Pool({ connectionString: address }))
          : sqliteDialect(address),
      });
      await createRelayTables(database);
      let done = 0;
      let isThrough!: () => void;
      const through = new Promise<void>((resolve) => (isThrough = resolve));
      const relay = createRelay({
        store: sqlRelayStore(database),
        sinks: [kafkaSink({ brokers, maxBatch: BATCH })],
        tell({ decision }) {
          if (decision === 'done' && (done += 1) === events.length) isThrough();
        },
      });
      for (const batch of batchesOf(events)) {
        // oxlint-disable-next-line no-await-in-loop -- one transaction after another
        await transact(database, (transaction) =>
          relay.enqueue(
            transaction,
            batch.map(({ key, id, body }) => ({
              ...{ sink: 'kafka', topic: TOPIC, key, id, body: JSON.parse(body) as unknown },
            })),
          ),
        );
      }
      close = async () => {
        await relay.stop();
        await database.destroy();
      };
      return async () => {
        relay.start();
        await through;
      };
    },
    close: () => close(),
  };
}
