import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import {
  murmur2,
  ProduceAcks,
  Producer,
  type ProducerOptions,
  stringSerializers,
} from '@platformatic/kafka';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { requireText } from '../mistakes/require-value.ts';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelaySink, RelayVerdict } from '../relay/relay-sink.ts';
import { findPoison, type Produced } from './find-poison.ts';
import { kafkaMessage } from './kafka-message.ts';
import { mergeCalls } from './merge-calls.ts';
import { nameOfPlace, readSendError, verdictOfError } from './read-send-error.ts';

type ClientOptions = ProducerOptions<string, string, string, string>;

export interface KafkaSinkOptions {
  /** @default 'kafka' */
  readonly name?: string;
  /** `host:port` of one or several brokers. The client finds the others. */
  readonly brokers: readonly string[];
  /** The name that the broker shows for this server. @default 'holdfast' */
  readonly clientId?: string;
  /** The most events of one call. @default 500 */
  readonly maxBatch?: number;
  /** Options of the client for the connection: `tls`, `sasl`, `compression`, time limits. @default the client's */
  readonly client?: Pick<
    ClientOptions,
    | 'tls'
    | 'tlsServerName'
    | 'sasl'
    | 'compression'
    | 'timeout'
    | 'connectTimeout'
    | 'requestTimeout'
    | 'metadataMaxAge'
    | 'autocreateTopics'
  >;
}

const TAKEN: Produced = { place: '', verdict: { outcome: 'done' } };

/**
 * Writes events to Kafka, with `@platformatic/kafka`. The topic of an event is the topic, its key chooses the
 * partition as Kafka's own clients do, its body is the value as JSON, and its id is the header `ce_id`.
 *
 * The producer is idempotent. After a lost answer it sends once more under the same sequence, and the broker drops
 * the repeat. If that fails too, the next attempt has a new producer id, so the event may be there twice, under one
 * `ce_id`; see `createConsumeOnce`. The sink has one request in flight for each broker: the client may mix sequences
 * up when one of several fails.
 */
export function kafkaSink(options: KafkaSinkOptions): RelaySink {
  requireOptionsAlways('kafkaSink', options, {
    name: 'anything?',
    brokers: 'different texts, at least one',
    clientId: 'anything?',
    maxBatch: 'a whole number above 0?',
    client: 'an object?',
  });

  const { name = 'kafka', brokers, clientId = 'holdfast', maxBatch = 500, client } = options;
  requireText('kafkaSink', { name }, 'events name their sink by it');
  requireText('kafkaSink', { clientId }, 'the broker shows it');
  const producer = new Producer({
    ...client,
    clientId,
    bootstrapBrokers: [...brokers],
    serializers: stringSerializers,
    retries: 1,
    retryDelay: RETRY_DELAY_MS,
    maxInflights: 1,
    // The client would send the events of other partitions to the new leader of one partition.
    repeatOnStaleMetadata: false,
  });

  /** The number of partitions of a topic, if a broker knows it. The client has it in memory most of the time. */
  const partitionsOf = async (topic: string): Promise<number | RelayVerdict | undefined> => {
    try {
      const { topics } = await producer.metadata({ topics: [topic] });
      return topics.get(topic)?.partitionsCount;
    } catch (error) {
      return verdictOfError(error);
    }
  };

  const produce = async (events: readonly RelayedEvent[]): Promise<readonly Produced[]> => {
    const topics = [...new Set(events.map(({ topic }) => topic))];
    const partitions = new Map(
      await Promise.all(topics.map(async (topic) => [topic, await partitionsOf(topic)] as const)),
    );
    const placed = events.map((event) => {
      const { id, topic, key } = event;
      const count = partitions.get(topic) ?? 1;
      // The topic has no partition for this event. A partition of its own in the search says that no other event is
      // at fault.
      if (typeof count !== 'number') return { place: id, verdict: count };
      return { message: { ...kafkaMessage(event), partition: partitionOf(key, count) } };
    });
    const messages = placed.flatMap(({ message }) => message ?? []);
    const verdictAt = messages.length > 0 ? await send(messages) : undefined;
    return placed.map(({ message, place, verdict }) => {
      if (!message) return { place, verdict };
      return verdictAt ? { place: nameOfPlace(message), verdict: verdictAt(message) } : TAKEN;
    });
  };

  /** Resolves with the verdict of each partition, or with nothing when the brokers took everything. */
  const send = async (
    messages: Parameters<typeof producer.send>[0]['messages'],
  ): Promise<ReturnType<typeof readSendError> | undefined> => {
    try {
      // Idempotence is set here, because a producer that is made with it would retry without end.
      await producer.send({ messages, idempotent: true, acks: ProduceAcks.ALL });
      return undefined;
    } catch (error) {
      // Leaders may have moved.
      producer.clearMetadata();
      return readSendError(error);
    }
  };

  const deliver = mergeCalls<RelayedEvent, RelayVerdict>({
    most: maxBatch,
    call: (events) => findPoison(events, produce),
    aborted,
  });
  const closing = new AbortController();

  return {
    name,
    maxBatch,
    takesDead: true,
    send: (events, { signal }) => deliver(events, AbortSignal.any([signal, closing.signal])),
    async close() {
      closing.abort();
      await producer.close();
    },
  };
}

function aborted(isUnderWay: boolean): RelayVerdict {
  const effect = isUnderWay ? 'unknown' : 'none';
  return { outcome: 'retry', failure: new Failure(catalogue.ABORTED, { effect, retry: 'later' }) };
}

const RETRY_DELAY_MS = 100;

/** The partition that Kafka's own clients choose for a key. */
function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7f_ff_ff_ff) % partitions;
}
