/** Reads the primitive types of Kafka's protocol, one after another. */
export interface KafkaReader {
  /** Where the next value begins. */
  at: number;
  int8(): number;
  int16(): number;
  int32(): number;
  int64(): bigint;
  /** A length of -1 stands for nothing. */
  string(): string | undefined;
  bytes(): Buffer | undefined;
  /** Calls `read` once for each item. */
  items<T>(read: () => T): T[];
  /** An integer of variable length, as records have it. */
  varint(): number;
  /** Bytes after a length of variable length. */
  varbytes(): Buffer | undefined;
}

export function kafkaReader(buffer: Buffer, from = 0): KafkaReader {
  const take = (length: number): number => {
    const start = reader.at;
    reader.at += length;
    return start;
  };
  const slice = (length: number): Buffer | undefined => {
    if (length < 0) return undefined;
    const start = take(length);
    return buffer.subarray(start, start + length);
  };
  const reader: KafkaReader = {
    at: from,
    int8: () => buffer.readInt8(take(1)),
    int16: () => buffer.readInt16BE(take(2)),
    int32: () => buffer.readInt32BE(take(4)),
    int64: () => buffer.readBigInt64BE(take(8)),
    string: () => slice(reader.int16())?.toString(),
    bytes: () => slice(reader.int32()),
    items: (read) => Array.from({ length: Math.max(0, reader.int32()) }, read),
    varint() {
      let value = 0;
      let scale = 1;
      for (;;) {
        const byte = buffer.readUInt8(take(1));
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) break;
        scale *= 0x80;
      }
      // Zigzag: even numbers are positive, odd ones are negative.
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    varbytes: () => slice(reader.varint()),
  };
  return reader;
}
