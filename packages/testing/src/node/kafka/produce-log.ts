import type { KafkaRequest } from './kafka-request.ts';
import { type ProducedBatch, readProduce, readProduceAnswer } from './read-produce.ts';

/** A batch as it passed the proxy. */
export interface SentBatch extends ProducedBatch {
  /** The id of the broker, from 1. */
  readonly broker: number;
  /** The broker's error code, 0 for none; `undefined` while it has not answered. */
  readonly error: number | undefined;
}

/** Every Produce request that came to the proxy. */
export interface ProduceLog {
  add(frame: Buffer, request: KafkaRequest, broker: number): void;
  answered(frame: Buffer, request: KafkaRequest): void;
  /** Every batch in the order in which the clients sent them, also those that were cut on their way. */
  sent(): readonly SentBatch[];
  /** The batches that the brokers took, in the order in which they took them. */
  taken(): readonly SentBatch[];
  clear(): void;
}

interface Entry {
  readonly frame: Buffer;
  readonly request: KafkaRequest;
  readonly broker: number;
  answer: Buffer | undefined;
}

/** Reads the frames only when a test asks, so that the proxy stays fast. */
export function createProduceLog(): ProduceLog {
  let sent: Entry[] = [];
  let answered: Entry[] = [];
  const waiting = new Map<KafkaRequest, Entry>();
  return {
    add(frame, request, broker) {
      const entry: Entry = { frame, request, broker, answer: undefined };
      sent.push(entry);
      waiting.set(request, entry);
    },
    answered(frame, request) {
      const entry = waiting.get(request);
      if (!entry) return;
      waiting.delete(request);
      entry.answer = frame;
      answered.push(entry);
    },
    sent: () => sent.flatMap(batchesOf),
    taken: () => answered.flatMap(batchesOf).filter(({ error }) => error === 0),
    clear() {
      sent = [];
      answered = [];
      // An answer to a forgotten request may still come.
      waiting.clear();
    },
  };
}

function batchesOf({ frame, request, broker, answer }: Entry): readonly SentBatch[] {
  const errors = answer && readProduceAnswer(answer, request);
  return readProduce(frame, request).map((batch) => ({
    ...batch,
    broker,
    error: errors?.find(
      ({ topic, partition }) => topic === batch.topic && partition === batch.partition,
    )?.error,
  }));
}
