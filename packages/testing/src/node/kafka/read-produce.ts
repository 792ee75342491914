import { kafkaReader } from './kafka-reader.ts';
import type { KafkaRequest } from './kafka-request.ts';
import { readRecordBatch, type RecordBatch } from './read-record-batch.ts';

/** A place in Kafka's log. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export type ProducedBatch = TopicPartition & RecordBatch;

/** The batches of a Produce request, of version 3 to 8. */
export function readProduce(frame: Buffer, { bodyAt }: KafkaRequest): readonly ProducedBatch[] {
  const reader = kafkaReader(frame, bodyAt);
  // The id of the transaction, the wanted acknowledgements and the time limit.
  reader.string();
  reader.at += 2 + 4;
  const topics = reader.items(() => {
    const topic = reader.string() ?? '';
    return reader.items(() => ({
      topic,
      partition: reader.int32(),
      ...readRecordBatch(reader.bytes() ?? Buffer.alloc(0)),
    }));
  });
  return topics.flat();
}

/** The error code of each partition in the answer to a Produce request, 0 for none. */
export function readProduceAnswer(
  frame: Buffer,
  { version }: KafkaRequest,
): readonly (TopicPartition & { readonly error: number })[] {
  const reader = kafkaReader(frame, 8);
  const topics = reader.items(() => {
    const topic = reader.string() ?? '';
    return reader.items(() => {
      const [partition, error] = [reader.int32(), reader.int16()];
      // The offset, the time and the first offset.
      reader.at += 8 + 8 + (version >= 5 ? 8 : 0);
      return { topic, partition, error };
    });
  });
  return topics.flat();
}
