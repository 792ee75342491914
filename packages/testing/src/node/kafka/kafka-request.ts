import { nameOfApi } from './kafka-apis.ts';
import { kafkaReader } from './kafka-reader.ts';

/** The head of a request, which says how to read its answer. */
export interface KafkaRequest {
  /** Its name, for example `Produce`. */
  readonly api: string;
  readonly version: number;
  readonly correlationId: number;
  /** Where its body begins, in the frame. Only right for the versions that do not have tagged fields. */
  readonly bodyAt: number;
}

export function readRequest(frame: Buffer): KafkaRequest {
  const reader = kafkaReader(frame, 4);
  const [api, version, correlationId] = [nameOfApi(reader.int16()), reader.int16(), reader.int32()];
  // The name that the client gives itself.
  reader.string();
  return { api, version, correlationId, bodyAt: reader.at };
}
