import { kafkaReader } from './kafka-reader.ts';

/** A record as the producer wrote it. */
export interface KafkaRecord {
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Records of one partition that stand under one sequence. */
export interface RecordBatch {
  /** -1 for a producer that is not idempotent. */
  readonly producerId: bigint;
  readonly epoch: number;
  /** The number of its first record in the producer's count for this partition. */
  readonly sequence: number;
  readonly records: readonly KafkaRecord[];
}

const COMPRESSION = 0b111;

/** Reads a batch of version 2, the one of every client today. */
export function readRecordBatch(bytes: Buffer): RecordBatch {
  // First offset, length, epoch of the leader, version and checksum.
  const reader = kafkaReader(bytes, 8 + 4 + 4 + 1 + 4);
  if (reader.int16() & COMPRESSION) throw new Error('The proxy reads no compressed records.');
  // Last offset, first time and last time.
  reader.at += 4 + 8 + 8;
  const [producerId, epoch, sequence] = [reader.int64(), reader.int16(), reader.int32()];
  const records = reader.items((): KafkaRecord => {
    // The length.
    reader.varint();
    // Attributes.
    reader.int8();
    // The differences of time and offset.
    reader.varint();
    reader.varint();
    const [key, value] = [reader.varbytes()?.toString(), reader.varbytes()?.toString()];
    const headers = Array.from({ length: reader.varint() }, () => [
      reader.varbytes()?.toString(),
      reader.varbytes()?.toString(),
    ]);
    return { key, value, headers: Object.fromEntries(headers) as Record<string, string> };
  });
  return { producerId, epoch, sequence, records };
}
